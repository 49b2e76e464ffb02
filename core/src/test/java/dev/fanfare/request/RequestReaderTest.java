package dev.fanfare.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

  @Test
  void read_seedRequest_isAcceptedUnchanged() {
    Request request =
        read(
            """
            {"users": ["alice", "bob", "alice"], "exclude_users": ["bob"], "data": {"hello": "wörld"}}
            """);

    assertThat(request.audience().users()).containsExactly("alice", "bob");
    assertThat(request.audience().excluded().users()).containsExactly("bob");
    assertThat(request.audience().isForEveryone()).isFalse();
    assertThat(message(request)).isEqualTo("{\"hello\":\"wörld\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"data\":1}",
        "{\"data\":1,\"users\":[]}",
        "{\"data\":null}",
        "{\"data\":false}",
        "{\"data\":\"\"}"
      })
  void read_noUsers_meansEveryone(String json) {
    assertThat(read(json).audience().isForEveryone()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1.10|1.10",
        "123456789012345678901234567890|123456789012345678901234567890",
        "1e400|1e400",
        "[ 1 , {\"b\" : 2, \"a\" : [ ] } ]|[1,{\"b\":2,\"a\":[]}]",
        "\"\\u00fc\\n\\u0001\"|\"ü\\n\\u0001\"",
        "\"\\ud83c\\udf89\"|\"🎉\"",
        "\"\\ud800\"|\"\\uD800\"",
        "null|null"
      })
  void read_data_keepsItsValueAndLosesItsWhiteSpace(String data, String posted) {
    assertThat(message(read("{\"data\": " + data + "}"))).isEqualTo(posted);
  }

  @Test
  void read_messageOfExactly128Kb_isAllowed() {
    String text = "x".repeat(AwsLimits.MESSAGE_BYTES - 2);

    assertThat(read("{\"data\":\"" + text + "\"}").message().orElseThrow()).hasSize(131_072);
    assertThatThrownBy(() -> read("{\"data\":\"" + text + "y\"}"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "data is 131073 bytes of JSON: a message may have at most 131072 bytes (128 KB)");
  }

  @Test
  void read_messageLimit_countsBytesAndNotCharacters() {
    assertThatThrownBy(() -> read("{\"data\":\"" + "ü".repeat(65_536) + "\"}"))
        .hasMessageContaining("131074 bytes");
  }

  @Test
  void read_deadlines_areKept() {
    Instant start = Instant.parse("2026-11-22T08:00:00Z");

    assertThat(read("{\"data\":1,\"ttl_seconds\":90}").expiry().deadline(start))
        .contains(start.plusSeconds(90));
    assertThat(
            read("{\"data\":1,\"expires_at\":\"2026-11-22T09:00:00Z\"}").expiry().deadline(start))
        .contains(Instant.parse("2026-11-22T09:00:00Z"));
    assertThat(read("{\"data\":1}").expiry().deadline(start)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1_000_000})
  void read_rate_isKept(int rate) {
    assertThat(read("{\"data\":1,\"rate\":" + rate + "}").rate()).hasValue(rate);
  }

  @Test
  void read_noRate_isEmpty() {
    assertThat(read("{\"data\":{\"rate\":7}}").rate()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "-0",
        "1.5",
        "100.0",
        "1e2",
        "1000001",
        "4294967297",
        "18446744073709551617",
        "99999999999999999999999999999999",
        "\"100\"",
        "null",
        "true"
      })
  void read_invalidRate_isRefusedWithTheOriginalValue(String rate) {
    assertThatThrownBy(() -> read("{\"data\":1,\"rate\":" + rate + "}"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "rate is " + rate + ": must be a whole number of posts per second from 1 to 1000000");
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        Arguments.of("", "request is \"\": must be a JSON object"),
        Arguments.of("hello", "request is \"hello\": must be JSON|line 1, column"),
        Arguments.of(
            "{\"data\":1",
            "must be JSON: Unexpected end-of-input: expected close marker for Object (line 1,"),
        Arguments.of(
            "{\"data\":" + "[".repeat(1_000),
            "nesting depth (1001) exceeds the maximum allowed (1000)"),
        Arguments.of("😀".repeat(81), "request is \"" + "😀".repeat(79) + "… (83 characters)"),
        Arguments.of("[1]", "request is \"[1]\": must be a JSON object"),
        Arguments.of("\"data\"", "must be a JSON object"),
        Arguments.of("null", "must be a JSON object"),
        Arguments.of("{\"data\":1} {}", "must be one JSON object"),
        Arguments.of("{}", "data is missing: a request must contain data to send"),
        Arguments.of("{\"users\":[\"a\"]}", "data is missing"),
        Arguments.of(
            "{\"data\":1,\"exclude_user\":[\"a\"]}",
            "\"exclude_user\" is an unknown field: known fields are|exclude_users"),
        Arguments.of("{\"data\":1,\"data\":2}", "data is given twice"),
        Arguments.of("{\"data\":1,\"users\":\"bob\"}", "users is \"bob\": must be a list"),
        Arguments.of("{\"data\":1,\"users\":null}", "users is null: must be a list"),
        Arguments.of("{\"data\":1,\"users\":{\"a\":1}}", "users is an object: must be a list"),
        Arguments.of("{\"data\":1,\"users\":[\"a\",7]}", "users[1] is 7: must be a list of"),
        Arguments.of(
            "{\"data\":1,\"users\":[\"\"]}", "users[0] is \"\": must be a list of non-empty"),
        Arguments.of(
            "{\"data\":1,\"users\":[\"ann\",\" ben\"]}",
            "users[1] is \" ben\"|without leading or trailing"),
        Arguments.of(
            "{\"data\":1,\"exclude_users\":[\"ben\\u00a0\"]}",
            "exclude_users[0] is \"ben\u00a0\"|without leading or trailing whitespace"),
        Arguments.of("{\"data\":1,\"exclude_users\":[\" \"]}", "exclude_users[0] is \" \": must"),
        Arguments.of(
            "{\"data\":1,\"exclude_connections\":[\"\\ufeffc1\"]}", "exclude_connections[0]"),
        Arguments.of("{\"data\":{\"a\":1,\"a\":2}}", "data.a is given twice: a field may appear"),
        Arguments.of("{\"data\":[{\"b\":{\"a\":1,\"a\":2}}]}", "data.0.b.a is given twice"),
        Arguments.of("{\"data\":NaN}", "must be JSON: NaN is not a JSON value"),
        Arguments.of("{\"data\":-Infinity}", "must be JSON: -Infinity is not a JSON value"),
        Arguments.of("{\"data\":1,\"exclude_users\":[null]}", "exclude_users[0] is null"),
        Arguments.of(
            "{\"data\":1,\"exclude_connections\":[[]]}", "exclude_connections[0] is a list"),
        Arguments.of(
            "{\"data\":1,\"users\":[\"a\",\"" + "ü".repeat(1_025) + "\"]}",
            "users[1] is \"ü|(1027 characters)|at most 2048 bytes"),
        Arguments.of("{\"data\":1,\"users\":[\"\\ud800\"]}", "users[0] is|must be a list of|UTF-8"),
        Arguments.of("{\"data\":1,\"id\":7}", "id is 7: must be a string"),
        Arguments.of(
            "{\"data\":1,\"id\":\"a b\"}", "id is \"a b\": must be a valid execution name"),
        Arguments.of("{\"data\":1,\"id\":\"\"}", "id is \"\""),
        Arguments.of("{\"data\":1,\"id\":\"..\"}", "not only dots"),
        Arguments.of("{\"data\":1,\"id\":\"ü\"}", "printable ASCII"),
        Arguments.of(
            "{\"data\":1,\"id\":\"" + "x".repeat(81) + "\"}", "id is|(83 characters)|1 to 80"),
        Arguments.of("{\"data\":1,\"ttl_seconds\":0}", "ttl_seconds is 0: must be a whole number"),
        Arguments.of("{\"data\":1,\"ttl_seconds\":1.5}", "ttl_seconds is 1.5"),
        Arguments.of("{\"data\":1,\"ttl_seconds\":99999999999999999999}", "ttl_seconds is 9999"),
        Arguments.of(
            "{\"data\":1,\"ttl_seconds\":86401}",
            "ttl_seconds is 86401: must be a whole number of seconds from 1 to 86400"),
        Arguments.of("{\"data\":1,\"rate\":[5]}", "rate is a list: must be a whole number"),
        Arguments.of("{\"data\":1,\"rate\":{}}", "rate is an object: must be a whole number"),
        Arguments.of(
            "{\"data\":1,\"rate\":" + "9".repeat(900) + "}", "rate is 999|(900 characters)"),
        Arguments.of("{\"data\":1,\"rate\":5,\"rate\":5}", "rate is given twice"),
        Arguments.of(
            "{\"data\":1,\"expires_at\":\"soon\"}", "expires_at is \"soon\": must be a UTC time"),
        Arguments.of(
            "{\"data\":1,\"expires_at\":\"+1000000000-12-31T23:59:59Z\"}",
            "expires_at is \"+1000000000-12-31T23:59:59Z\": must be a UTC time"),
        Arguments.of(
            "{\"data\":1,\"expires_at\":\"-1000000000-01-01T00:00:00Z\"}", "must be a UTC time"),
        Arguments.of(
            "{\"data\":1,\"ttl_seconds\":5,\"expires_at\":\"2026-11-22T09:00:00Z\"}",
            "ttl_seconds is 5: cannot be given together with expires_at"));
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void read_brokenRule_namesFieldValueAndRule(String json, String parts) {
    var refusal = assertThatThrownBy(() -> read(json)).isInstanceOf(InvalidRequestException.class);
    for (String part : parts.split("\\|")) {
      refusal.hasMessageContaining(part);
    }
  }

  /** RFC 8259, 8.1: a reader may ignore a byte order mark. */
  @Test
  void read_byteOrderMark_isSkipped() {
    assertThat(message(read("\ufeff{\"data\":1}"))).isEqualTo("1");
    assertThatThrownBy(() -> read("\ufeff\ufeff{\"data\":1}")).hasMessageContaining("must be JSON");
    assertThat(message(read("{\"data\":\"\ufeff\"}"))).isEqualTo("\"\ufeff\"");
  }

  @Test
  void read_notUtf8_isRefused() {
    assertThatThrownBy(() -> RequestReader.read(new byte[] {'{', (byte) 0xff, '}'}))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("request is 3 bytes: must be UTF-8 text");
  }

  private static Request read(String json) {
    return RequestReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String message(Request request) {
    return new String(request.message().orElseThrow(), StandardCharsets.UTF_8);
  }
}
