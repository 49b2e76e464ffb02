package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Request;
import dev.fanfare.config.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSourceTest {
  private final MemoryBucket bucket = new MemoryBucket();
  private final RequestSource source = new RequestSource(bucket, new BroadcastKeys("b"));

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
  void read_keyOfNoStoredRequest_isRefused(String input) {
    bucket.write("broadcasts/b/request.json", "{\"data\":1}");

    assertThatThrownBy(() -> read(input))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("requestKey is")
        .hasMessageContaining("must stand alone and be the key of a stored request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "\"data\"", "null", "{}"})
  void read_inputThatIsNoRequest_isRefused(String input) {
    assertThatThrownBy(() -> read(input)).isInstanceOf(InvalidRequestException.class);
    assertThat(bucket.list("broadcasts/")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.10", "1E+400", "123456789012345678901234567890", "\"\\uD800\""})
  void read_givenData_keepsItsDigitsAndCharacters(String data) throws Exception {
    Request request = read("{\"data\":" + data + "}");

    assertThat(new String(request.message().orElseThrow(), StandardCharsets.UTF_8)).isEqualTo(data);
  }

  @Test
  void read_givenTwice_keepsTheFirst() throws Exception {
    read("{\"data\":1}");
    read("{\"data\":2}");

    assertThat(bucket.text("broadcasts/b/request.json")).isEqualTo("{\"data\":1}");
  }

  @Test
  void read_storedRequestThatBreaksARule_isRefused() {
    bucket.write("broadcasts/b/request.json", "{\"data\":1,\"id\":\"c\"}");

    assertThatThrownBy(() -> read("{\"requestKey\":\"broadcasts/b/request.json\"}"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("id is \"c\": must be the name of the execution, which is \"b\"");
  }

  @Test
  void read_storedRequest_mayBeAsLongAsMemoryAllows() throws Exception {
    String longest = "{\"data\":1}" + " ".repeat(RequestSource.LONGEST - 10);
    bucket.write("broadcasts/b/request.json", longest);
    assertThat(read("{\"requestKey\":\"broadcasts/b/request.json\"}").message().orElseThrow())
        .hasSize(1);

    bucket.write("broadcasts/b/request.json", longest + " ");
    assertThatThrownBy(() -> read("{\"requestKey\":\"broadcasts/b/request.json\"}"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("must be the key of a request of at most 16777216 bytes");
  }

  private Request read(String input) throws Exception {
    return source.read(Json.MAPPER.readTree(input));
  }
}
