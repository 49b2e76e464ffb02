package dev.fanfare.cli.broadcasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.InvalidRequestException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDraftTest {

  @Test
  void of_textWithAByteOrderMark_ignoresTheMark() {
    var draft =
        RequestDraft.of("\ufeff{\"data\":1.10,\"rate\":5}".getBytes(StandardCharsets.UTF_8));

    assertThat(draft.with("id", "sale").json())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"data\":1.10,\"rate\":5,\"id\":\"sale\"}");
    assertThat(RequestDraft.empty().withData("\ufeff[1e400]").json())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"data\":[1e400]}");
  }

  @Test
  void json_changedDraft_keepsTheExactData() {
    RequestDraft draft =
        draft("{\"users\": [\"a\"], \"data\": {\"n\": 1.10, \"e\": 1E2}, \"rate\": 5}");

    assertThat(text(draft.with("id", "sale").forEveryone().with("percent", new BigDecimal("2.50"))))
        .isEqualTo("{\"data\":{\"n\":1.10,\"e\":1E2},\"rate\":5,\"id\":\"sale\",\"percent\":2.50}");
    assertThat(text(draft))
        .isEqualTo("{\"data\":{\"n\":1.10,\"e\":1E2},\"users\":[\"a\"],\"rate\":5}");
  }

  @Test
  void json_withoutData_isValidForAResend() {
    assertThat(text(RequestDraft.empty().with("resend_of", "sale")))
        .isEqualTo("{\"resend_of\":\"sale\"}");
    assertThat(text(RequestDraft.empty().withData("7"))).isEqualTo("{\"data\":7}");
  }

  /** Text after the value would become fields of the request. */
  @ParameterizedTest
  @ValueSource(strings = {"1,\"users\":[\"a\"]", "1}", "", " ", "hello", "[1", "1 2"})
  void withData_notOneValue_isRefused(String data) {
    RequestDraft draft = RequestDraft.empty();

    assertThatThrownBy(() -> draft.withData(data))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("must be one JSON value");
  }

  @Test
  void json_brokenRule_isRefused() {
    RequestDraft draft = draft("{\"data\":1}").with("rate", 0);

    assertThatThrownBy(draft::json)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("rate is 0");
  }

  @Test
  void waves_bounds_coverTheShareOfTheRequest() {
    RequestDraft whole = draft("{\"data\":1}");
    RequestDraft half = draft("{\"data\":1,\"percent\":50}");

    assertThat(Wave.of(bounds("1", "10"), whole).stream().map(Wave::words))
        .containsExactly("0 % to 1 %", "1 % to 10 %", "10 % to 100 %");
    List<Wave> waves = Wave.of(bounds("1"), half);
    assertThat(text(waves.get(0).draft(half, "a")))
        .isEqualTo("{\"data\":1,\"percent\":1,\"id\":\"a\"}");
    assertThat(text(waves.get(1).draft(half, "b")))
        .isEqualTo("{\"data\":1,\"percent\":50,\"id\":\"b\",\"percent_from\":1}");
    assertThat(waves.get(1).id("sale")).isEqualTo("sale-wave-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "50", "60", "10 5", "10 10", "0.0001"})
  void waves_boundThatLeavesAnEmptyWave_isRefused(String bounds) {
    RequestDraft half = draft("{\"data\":1,\"percent\":50}");

    assertThatThrownBy(() -> Wave.of(bounds(bounds.split(" ")), half))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("canary is ");
  }

  private static List<BigDecimal> bounds(String... bounds) {
    return List.of(bounds).stream().map(BigDecimal::new).toList();
  }

  private static RequestDraft draft(String json) {
    return RequestDraft.of(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(RequestDraft draft) {
    return new String(draft.json(), StandardCharsets.UTF_8);
  }
}
