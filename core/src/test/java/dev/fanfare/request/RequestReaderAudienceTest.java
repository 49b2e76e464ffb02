package dev.fanfare.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.filter.Filter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields that select the audience, in addition to users and exclusions. */
class RequestReaderAudienceTest {

  @Test
  void read_channels_loseDuplicatesAndKeepTheirOrder() {
    Request request = read("\"channels\":[\"news\",\"ünïcode 🎉\",\"news\"]");

    assertThat(request.audience().channels()).containsExactly("news", "ünïcode 🎉");
    assertThat(request.audience().isForEveryone()).isFalse();
  }

  /** A member that finds a gap must not fetch messages that were not for it. */
  @ParameterizedTest
  @CsvSource({
    "'', false",
    "',\"exclude_connections\":[\"c1\"]', false",
    "',\"exclude_connections\":[\"c2\"]', true",
    "',\"exclude_connections\":[\"c1\",\"c2\"]', true",
    "',\"exclude_users\":[\"bob\"]', true",
    "',\"percent\":50', true",
    "',\"filter\":\"plan = \\\"pro\\\"\"', true",
  })
  void isNarrowed_partOfAChannel_isTrueUnlessTheDataNamesTheExcludedConnection(
      String more, boolean narrowed) {
    String request = "{\"channels\":[\"news\"],\"data\":{\"connection_id\":\"c1\"}" + more + "}";

    assertThat(RequestReader.read(request.getBytes(StandardCharsets.UTF_8)).isNarrowed())
        .isEqualTo(narrowed);
  }

  @Test
  void read_emptyListOfUsers_equalsAMissingField() {
    assertThat(read("\"users\":[]").audience().isForEveryone()).isTrue();
    assertThat(read("\"exclude_users\":[],\"exclude_connections\":[]").audience().isForEveryone())
        .isTrue();
    assertThat(read("\"channels\":[\"news\"],\"users\":[]").audience().channels())
        .containsExactly("news");
  }

  @Test
  void read_aHundredDifferentChannels_areAllowed() {
    assertThat(read("\"channels\":" + channels(100) + ",\"percent\":1").audience().channels())
        .hasSize(100);
    String twice = channels(100).replace("[", "[\"c1\",");
    assertThat(read("\"channels\":" + twice).audience().channels()).hasSize(100);
  }

  @Test
  void read_messageToAChannel_mustFitWithItsPosition() {
    int around = PositionedMessage.mostBytes(utf8("{\"a\":\"\"}"), List.of("news"));
    String fits = "x".repeat(AwsLimits.MESSAGE_BYTES - around);

    assertThat(channelsWith(fits).message()).isPresent();
    assertThat(whole("{\"data\":{\"a\":\"" + fits + "x\"}}").message()).isPresent();
    assertThatThrownBy(() -> channelsWith(fits + "x"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "data is 131073 bytes of JSON with the channel and the position:"
                + " a message may have at most 131072 bytes (128 KB)");
  }

  private static Request channelsWith(String text) {
    return whole("{\"channels\":[\"news\"],\"data\":{\"a\":\"" + text + "\"}}");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void read_filter_isParsed() {
    Request request = read("\"filter\":\"plan = 'pro' and not beta = \\\"yes\\\"\"");

    assertThat(request.audience().filter())
        .contains(
            new Filter.AllOf(
                List.of(
                    new Filter.Equal("plan", "pro"),
                    new Filter.Not(new Filter.Equal("beta", "yes")))));
  }

  @ParameterizedTest
  @CsvSource({"1,1000", "0.001,1", "100,100000", "100.000,100000", "12.5,12500", "1e1,10000"})
  void read_percent_isKeptInThousandths(String percent, int thousandths) {
    assertThat(read("\"percent\":" + percent).audience().percent())
        .contains(new Share(thousandths));
  }

  @Test
  void read_percentFrom_isTheStartOfTheShare() {
    assertThat(read("\"percent_from\":1,\"percent\":12.5").audience().percent())
        .contains(new Share(1000, 12_500));
    assertThat(read("\"percent\":100,\"percent_from\":99.999").audience().percent())
        .contains(new Share(99_999, 100_000));
  }

  @Test
  void read_resend_mayOmitTheMessage() {
    var missed = new EarlierAudience(EarlierAudience.Part.MISSED, "spring-sale");

    Request same = whole("{\"resend_of\":\"spring-sale\",\"rate\":5,\"id\":\"again\"}");
    Request other = whole("{\"resend_of\":\"spring-sale\",\"data\":[1, 2],\"users\":[]}");

    assertThat(same.audience().earlier()).contains(missed);
    assertThat(same.message()).isEmpty();
    assertThat(same.audience().isForEveryone()).isFalse();
    assertThat(other.audience().earlier()).contains(missed);
    assertThat(other.message().orElseThrow()).asString().isEqualTo("[1,2]");
  }

  @Test
  void read_correction_needsItsOwnMessage() {
    assertThat(read("\"correct_of\":\"spring-sale\",\"ttl_seconds\":5").audience().earlier())
        .contains(new EarlierAudience(EarlierAudience.Part.REACHED, "spring-sale"));
    assertThatThrownBy(() -> whole("{\"correct_of\":\"spring-sale\"}"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("data is missing: a request must contain data to send");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users | \"users\":[\"ann\"]",
        "channels | \"channels\":[\"news\"]",
        "exclude_users | \"exclude_users\":[\"ann\"]",
        "exclude_connections | \"exclude_connections\":[\"c1\"]",
        "filter | \"filter\":\"a = \\\"b\\\"\"",
        "percent | \"percent\":100"
      })
  void read_earlierAudience_allowsNoOtherAudienceField(String field, String json) {
    for (String earlier : List.of("resend_of", "correct_of")) {
      assertThatThrownBy(() -> read("\"" + earlier + "\":\"spring-sale\"," + json))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage("%s is \"spring-sale\": cannot be given together with %s", earlier, field);
    }
  }

  static Stream<Arguments> badFields() {
    return Stream.of(
        Arguments.of("\"channels\":\"news\"", "channels is \"news\": must be a list of 1 to 100"),
        Arguments.of("\"channels\":null", "channels is null: must be a list"),
        Arguments.of(
            "\"channels\":[]",
            "channels is an empty list: must be a list of 1 to 100|leave the field out to send to"),
        Arguments.of("\"users\":[],\"channels\":[]", "channels is an empty list: must be"),
        Arguments.of("\"channels\":[],\"users\":[\"ann\"]", "channels is an empty list: must be"),
        Arguments.of("\"channels\":{}", "channels is an object: must be a list"),
        Arguments.of("\"channels\":[\"a\",7]", "channels[1] is 7: must be a string of 1 to 128"),
        Arguments.of("\"channels\":[[]]", "channels[0] is a list: must be a string"),
        Arguments.of("\"channels\":[\"\"]", "channels[0] is \"\": must be a string of 1 to 128"),
        Arguments.of("\"channels\":[\"a\",\"b#1\"]", "channels[1] is \"b#1\": must|without #"),
        Arguments.of(
            "\"channels\":[\" a\"]", "channels[0] is \" a\": must|leading or trailing whitespace"),
        Arguments.of(
            "\"channels\":" + channels(101),
            "channels[100] is \"c101\", after 100 others: must be a list of 1 to 100"),
        Arguments.of(
            "\"channels\":[\"news\"],\"users\":[\"ann\"]",
            "channels is a list of 1: cannot be given together with users"),
        Arguments.of("\"filter\":7", "filter is 7: must be a string"),
        Arguments.of("\"filter\":null", "filter is null: must be a string"),
        Arguments.of("\"filter\":\"\"", "filter is \"\": column 1: expected an attribute"),
        Arguments.of(
            "\"filter\":\"plan = pro\"",
            "filter is \"plan = pro\": column 8: expected a quoted text, found pro"),
        Arguments.of(
            "\"filter\":\"a = 'b' " + " ".repeat(4_089) + "\"",
            "column 4097: expected the end: a filter has at most 4096 characters"),
        Arguments.of(
            "\"percent\":0",
            "percent is 0: must be a number above 0 and up to 100, with at most 3"),
        Arguments.of("\"percent\":-1", "percent is -1: must be a number"),
        Arguments.of("\"percent\":100.001", "percent is 100.001: must be a number"),
        Arguments.of("\"percent\":0.0001", "percent is 0.0001: must be a number"),
        Arguments.of("\"percent\":1e400", "percent is 1e400: must be a number"),
        Arguments.of("\"percent\":1e-400", "percent is 1e-400: must be a number"),
        Arguments.of("\"percent\":1e2147483647", "percent is 1e2147483647: must be a number"),
        Arguments.of("\"percent\":1e-2147483647", "percent is 1e-2147483647: must be a number"),
        Arguments.of("\"percent\":1e99999999999", "percent is 1e99999999999: must be a number"),
        Arguments.of("\"percent\":\"5\"", "percent is \"5\": must be a number"),
        Arguments.of("\"percent\":true", "percent is true: must be a number"),
        Arguments.of("\"percent\":[1]", "percent is a list: must be a number"),
        Arguments.of(
            "\"percent_from\":1", "percent_from is 1: must be less than percent, and " + "cannot"),
        Arguments.of(
            "\"percent\":1,\"percent_from\":1", "percent_from is 1: must be less than percent"),
        Arguments.of(
            "\"percent\":1,\"percent_from\":10", "percent_from is 10: must be less than percent"),
        Arguments.of("\"percent\":1,\"percent_from\":0", "percent_from is 0: must be a number"),
        Arguments.of("\"resend_of\":7", "resend_of is 7: must be a string"),
        Arguments.of("\"resend_of\":\"\"", "resend_of is \"\": must be a valid execution"),
        Arguments.of(
            "\"correct_of\":\"a/b\"", "correct_of is \"a/b\": must be a valid execution name"),
        Arguments.of("\"correct_of\":null", "correct_of is null: must be a string"),
        Arguments.of(
            "\"correct_of\":\"a\",\"resend_of\":\"b\"",
            "resend_of is \"b\": cannot be given together with correct_of"),
        Arguments.of(
            "\"id\":\"a\",\"resend_of\":\"a\"",
            "resend_of is \"a\": must not be the requested broadcast itself"),
        Arguments.of("\"percents\":1", "\"percents\" is an unknown field|channels|filter|percent"));
  }

  @ParameterizedTest
  @MethodSource("badFields")
  void read_brokenRule_namesFieldValueAndRule(String fields, String parts) {
    var refusal =
        assertThatThrownBy(() -> read(fields)).isInstanceOf(InvalidRequestException.class);
    for (String part : parts.split("\\|")) {
      refusal.hasMessageContaining(part);
    }
  }

  private static String channels(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "\"c" + i + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Request read(String fields) {
    return whole("{\"data\":1," + fields + "}");
  }

  private static Request whole(String json) {
    return RequestReader.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
