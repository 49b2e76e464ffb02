package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.request.Request;
import dev.fanfare.text.Json;
import dev.fanfare.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSourceTest {
  private final MemoryBucket bucket = new MemoryBucket();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"requestKey\":\"broadcasts/b/report.json\"}",
        "{\"requestKey\":\"elsewhere/b/request.json\"}",
        "{\"requestKey\":\"broadcasts/b/../c/request.json\"}",
        "{\"requestKey\":\"broadcasts//request.json\"}",
        "{\"requestKey\":\"broadcasts/b/request.json\",\"data\":1}",
        "{\"requestKey\":7}",
        "{\"requestKey\":null}",
        "{\"requestKey\":{}}"
      })
  void read_keyOutsideTheBucketsRequests_isRefused(String input) {
    bucket.write("broadcasts/b/request.json", "{\"data\":1}");

    assertThatThrownBy(() -> read(input))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("requestKey is")
        .hasMessageContaining("must be the only field and the key of a stored request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "\"data\"", "null", "{}"})
  void read_inputWithoutARequest_isRefused(String input) {
    assertThatThrownBy(() -> read(input)).isInstanceOf(InvalidRequestException.class);
    assertThat(bucket.list("broadcasts/")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "1E+400",
        "1e400",
        "1E2",
        "-0",
        "-0.0",
        "123456789012345678901234567890",
        "\"\\uD800\""
      })
  void read_inlineData_keepsItsDigitsAndCharacters(String data) throws Exception {
    Request request = read("{\"data\":" + data + "}");

    assertThat(new String(request.message().orElseThrow(), StandardCharsets.UTF_8)).isEqualTo(data);
  }

  /** A state's input does not preserve every detail of the original text. */
  @Test
  void read_inlineRequest_isReadFromTheOriginalInput() throws Exception {
    var lossy = Json.MAPPER.readTree("{\"data\":{\"n\":\"Infinity\"}}");
    var source = source("b", "{\"data\": {\"n\": 1e400, \"price\": 1.10}}");

    assertThat(source.read(lossy).message().orElseThrow())
        .asString()
        .isEqualTo("{\"n\":1e400,\"price\":1.10}");
    assertThat(bucket.text("broadcasts/b/request.json")).contains("1e400");
  }

  @Test
  void read_inlineRequestWithAFieldTwice_isRefused() throws Exception {
    var merged = Json.MAPPER.readTree("{\"data\":1,\"users\":[]}");
    var source = source("b", "{\"data\":1,\"users\":[\"ann\"],\"users\":[]}");

    assertThatThrownBy(() -> source.read(merged)).hasMessageStartingWith("users is given twice");
    assertThat(bucket.list("")).isEmpty();
  }

  @Test
  void read_inlineRequestAgain_isTheSame() throws Exception {
    read("{\"data\":1}");

    assertThat(read("{\"data\":1}").message()).isPresent();
  }

  @Test
  void read_inlineRequestWithAUsedId_isRefused() throws Exception {
    read("{\"data\":1}");

    assertThatThrownBy(() -> read("{\"data\":2}"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(
            "the execution's name is \"b\": must not belong to another request");
    assertThat(bucket.text("broadcasts/b/request.json")).isEqualTo("{\"data\":1}");
  }

  @Test
  void read_inlineRequestWithAnotherId_leavesNothingBehind() {
    assertThatThrownBy(() -> read("{\"data\":1,\"id\":\"c\"}"))
        .hasMessage("id is \"c\": must be the name of the execution, which is \"b\"");
    assertThat(bucket.list("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "käse",
        ".",
        "..",
        "...",
        "\u30d5\u30a1\u30f3",
        "a\u00a0b",
        "\ud83d\ude00",
        "a\u200db"
      })
  void read_executionNameIsNotAnId_isRefusedBeforeAnythingIsWritten(String name) throws Exception {
    bucket.write("broadcasts/b/request.json", "{\"data\":1}");
    for (String input : List.of("{\"data\":1}", "{\"requestKey\":\"broadcasts/b/request.json\"}")) {
      assertThatThrownBy(() -> source(name, input).read(Json.MAPPER.readTree(input)))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageStartingWith(
              "the execution's name is \""
                  + Printable.of(name)
                  + "\": must be a valid execution name");
    }
    assertThat(bucket.list("")).containsExactly("broadcasts/b/request.json");
  }

  @Test
  void read_storedRequestThatBreaksARule_isRefused() {
    bucket.write("broadcasts/b/request.json", "{\"data\":1,\"id\":\"c\"}");

    assertThatThrownBy(() -> read("{\"requestKey\":\"broadcasts/b/request.json\"}"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("id is \"c\": must be the name of the execution, which is \"b\"");
  }

  @Test
  void read_storedRequest_hasAMaximumSize() throws Exception {
    String longest = "{\"data\":1}" + " ".repeat(RequestSource.MAX_BYTES - 10);
    bucket.write("broadcasts/b/request.json", longest);
    assertThat(read("{\"requestKey\":\"broadcasts/b/request.json\"}").message().orElseThrow())
        .hasSize(1);

    bucket.write("broadcasts/b/request.json", longest + " ");
    assertThatThrownBy(() -> read("{\"requestKey\":\"broadcasts/b/request.json\"}"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("must be the key of a request of at most 16777216 bytes");
  }

  private Request read(String input) throws Exception {
    return source("b", input).read(Json.MAPPER.readTree(input));
  }

  private RequestSource source(String name, String input) {
    return new RequestSource(bucket, new BroadcastKeys(name), of -> input);
  }
}
