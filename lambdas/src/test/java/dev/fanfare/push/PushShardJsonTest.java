package dev.fanfare.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.Progress;
import dev.fanfare.text.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushShardJsonTest {
  private static final String GOOD =
      """
      {"broadcastId": "b", "shardKey": "s", "messageKey": "m", "expiresAt": 1795346400000,
       "pushers": 4, "execution": "arn:x", "round": 2, "rate": 50, "progress": {"offset": 7, "pending": "1,3", "failures": {"10": "3"},
       "outcomes": {"delivered": 5}, "undelivered": {}, "posts": 9, "latency": ""}}
      """;

  @Test
  void read_allFields_equalsWhatTheBinderReads() throws IOException {
    assertThat(read(GOOD)).isEqualTo(Json.MAPPER.readValue(GOOD, PushShardPayload.class));
  }

  @Test
  void read_onlyRequiredFields_leavesTheOthersEmpty() throws IOException {
    var payload =
        read(
            "{\"broadcastId\":\"b\",\"shardKey\":\"s\",\"messageKey\":\"m\",\"pushers\":1,"
                + "\"rate\":null,\"progress\":null}");

    assertThat(payload)
        .isEqualTo(
            new PushShardPayload(
                "b",
                "s",
                "m",
                null,
                new PushShardPayload.Pace(1, null, null),
                new PushShardPayload.Origin(null, null),
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"pushers\": 4,||pushers is missing in the payload",
        "\"pushers\": 4|\"pushers\": null|pushers is null: it must be a whole number",
        "\"pushers\": 4|\"pushers\": \"4\"|pushers is 4: it must be a whole number",
        "\"pushers\": 4|\"pushers\": 4, \"pushers\": 5|pushers is given twice in the payload",
        "\"pushers\"|\"pusherz\"|pusherz is an unknown field of PushShard's payload",
        "\"offset\": 7,||offset is missing in progress",
        "\"offset\"|\"ofset\"|progress.ofset is an unknown field of PushShard's payload",
        "\"10\": \"3\"|\"x\": \"3\"|failures.x: its name must be a number",
        "{\"delivered\": 5}|[]|outcomes is [: it must be an object"
      })
  void read_invalidField_isRefusedByName(String part, String replacement, String message) {
    assertThat(GOOD).contains(part);
    String payload = GOOD.replace(part, replacement == null ? "" : replacement);

    assertThatThrownBy(() -> read(payload)).isInstanceOf(IOException.class).hasMessage(message);
  }

  @Test
  void read_truncatedPayload_isRefused() {
    for (int length = 0; length < GOOD.strip().length(); length++) {
      String cut = GOOD.substring(0, length);
      assertThatThrownBy(() -> read(cut)).as(cut).isInstanceOf(IOException.class);
    }
  }

  /**
   * Property: the data binding of the other steps and the pusher's next call can read what the
   * writer produces.
   */
  @Test
  void write_anyResult_canBeReadBack() throws IOException {
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      var answer = new PushShardResult(random.nextBoolean(), progress(random));
      var json = new ByteArrayOutputStream();
      PushShardJson.write(answer, json);

      assertThat(Json.MAPPER.readValue(json.toByteArray(), PushShardResult.class))
          .isEqualTo(answer);
      String progress = Json.MAPPER.readTree(json.toByteArray()).get("progress").toString();
      String payload = GOOD.replaceFirst("\\{\"offset\"[\\s\\S]*$", "") + progress + "}";
      assertThat(read(payload).progress()).isEqualTo(answer.progress());
    }
  }

  private static Progress progress(Random random) {
    Map<Integer, String> failures = new HashMap<>();
    Map<String, Long> outcomes = new HashMap<>();
    Map<String, String> undelivered = new HashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      failures.put(random.nextInt(200), "" + random.nextInt(100));
      outcomes.put("o" + random.nextInt(100), random.nextLong(1L << 40));
      undelivered.put("u\"" + random.nextInt(100), "é" + random.nextInt());
    }
    return new Progress(
        random.nextInt(100_000),
        "1-" + random.nextInt(),
        failures,
        outcomes,
        undelivered,
        random.nextLong(1L << 50),
        "aGVsbG8=");
  }

  private static PushShardPayload read(String json) throws IOException {
    return PushShardJson.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }
}
