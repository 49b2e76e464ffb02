package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static dev.fanfare.tests.flow.Requests.toUsers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.AwsLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients receive exactly the bytes that were sent. */
@OnStack(StackKind.SMALL_SHARDS)
class MessageIT {

  @Test
  void message_of128Kilobytes_arrivesComplete(Flow flow) {
    flow.connect(flow.names("user", 2));
    String data = text(AwsLimits.MESSAGE_BYTES);

    flow.broadcasts().run(toEveryone(data)).succeeded();

    flow.assertReceived(data, user -> true);
  }

  @Test
  void message_ofOneByteMore_isRefused(Flow flow) {
    flow.connect(flow.names("user", 2));
    String request =
        "{\"users\":[\"%s\"],\"data\":%s}"
            .formatted(flow.name("user1"), text(AwsLimits.MESSAGE_BYTES + 1));

    String id = flow.broadcasts().send(request);

    assertThat(flow.deadLetters().take(1)).containsExactly(request);
    assertThat(flow.broadcasts().exists(id)).isFalse();
    flow.assertReceived("", user -> false);
  }

  /** A JSON text of the given number of bytes; every other character takes two bytes. */
  private static String text(int bytes) {
    String text = "\"" + "ü-".repeat((bytes - 2) / 3) + "x".repeat((bytes - 2) % 3) + "\"";
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
    return text;
  }

  @Test
  void message_nonAscii_arrivesByteForByte(Flow flow) {
    String user = flow.name("jürgen-李-🎺");
    flow.connect(List.of(user));
    String data =
        "{\"german\":\"Äpfel, Öl, Übermaß\",\"emoji\":\"🎺👩‍👩‍👧‍👦🇪🇺\",\"cjk\":\"漢字かな交じり文 한국어 𠮷\","
            + "\"rtl\":\"שלום مرحبا\",\"escapes\":\"a\\\"b\\\\c\\n\\u0000d\"}";

    flow.broadcasts().run(toUsers(List.of(user), data)).succeeded();

    assertThat(flow.received())
        .singleElement()
        .satisfies(client -> assertThat(client.texts()).containsExactly(data));
  }

  @Test
  void message_withNumbers_arrivesDigitForDigit(Flow flow) {
    flow.connect(flow.names("user", 1));
    String data = "{\"price\":1.10,\"id\":12345678901234567890123,\"tiny\":1E-400,\"zero\":-0.0}";

    flow.broadcasts().run(toEveryone(data)).succeeded();

    flow.assertReceived(data, user -> true);
  }

  @Test
  void request_of600Kilobytes_isDelivered(Flow flow) {
    List<String> connected = flow.names("user", 12);
    flow.connect(connected);
    // The other users are offline. Their names are long because each user costs the planner a
    // Query.
    List<String> offline = flow.names("-".repeat(240), 2_500);
    List<String> users = Stream.concat(offline.stream(), connected.stream()).toList();
    String request = toUsers(users, "1");
    assertThat(request.length()).isGreaterThan(600_000);

    Broadcast broadcast = flow.broadcasts().run(request).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 12L));
    flow.assertReceived("1", user -> true);
  }
}
