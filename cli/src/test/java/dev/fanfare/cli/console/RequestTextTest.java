package dev.fanfare.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestTextTest {

  @Test
  void message_ofARequest_isTheUnchangedDataAndTheRestHasNone() {
    var text = of("{\"users\": [\"ann\"], \"data\": {\"n\": 1.50}, \"rate\": 7}");

    assertThat(text.message()).isEqualTo("{\"n\":1.50}");
    assertThat(text.rest().toString()).isEqualTo("{\"users\":[\"ann\"],\"rate\":7}");
  }

  @Test
  void message_longTexts_areCutAndSayByHowMuch() {
    String users = String.join(",", Collections.nCopies(100_000, "\"u\""));
    var text = of("{\"users\": [" + users + "], \"data\": \"" + "x".repeat(5_000) + "\"}");

    assertThat(text.message()).hasSizeLessThan(4_200).endsWith("… and 906 more");
    assertThat(text.rest().get("users")).hasSize(21);
    assertThat(text.rest().get("users").get(20).textValue()).isEqualTo("… and 99980 more");
  }

  @Test
  void message_missingRequest_isReadAgainUntilItExists() {
    var asked = new AtomicInteger();
    var text =
        new RequestText(
            () -> asked.incrementAndGet() < 3 ? Optional.empty() : bytes("{\"data\":true}"));

    assertThat(text.message()).isNull();
    assertThat(text.rest()).isNull();
    assertThat(text.message()).isEqualTo("true");
    assertThat(text.rest()).isEmpty();
    assertThat(asked).hasValue(3);
  }

  @Test
  void message_invalidJson_isEmpty() {
    assertThat(of("no json").message()).isNull();
    assertThat(of("no json").rest()).isEmpty();
  }

  private static RequestText of(String json) {
    return new RequestText(() -> bytes(json));
  }

  private static Optional<byte[]> bytes(String json) {
    return Optional.of(json.getBytes(StandardCharsets.UTF_8));
  }
}
