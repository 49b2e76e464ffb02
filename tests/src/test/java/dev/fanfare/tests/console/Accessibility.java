package dev.fanfare.tests.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.tests.browser.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** Runs axe-core (https://github.com/dequelabs/axe-core) in a page. */
final class Accessibility {
  private Accessibility() {}

  /** Checks that axe finds no serious or critical problem in the visible page. */
  static void assertFine(Page page, String what) {
    page.evaluate(script());
    JsonNode violations = page.evaluate("axe.run().then(found => found.violations)");
    var serious = new ArrayList<String>();
    for (JsonNode violation : violations) {
      if (violation.path("impact").asText().matches("serious|critical")) {
        serious.add(violation.get("help").asText() + ": " + violation.at("/nodes/0/html").asText());
      }
    }
    assertThat(serious).as("axe's findings in %s", what).isEmpty();
  }

  private static String script() {
    try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; null";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
