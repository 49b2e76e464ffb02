package dev.fanfare.tests.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.devtools.site.SiteServer;
import dev.fanfare.devtools.site.SiteSettings;
import dev.fanfare.tests.browser.Chromium;
import dev.fanfare.tests.browser.InBrowser;
import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The client script alone: {@code fanfare-tests.js} supplies sockets, time and randomness. The test
 * runs in the browser, where the script runs in production too.
 */
@InBrowser
class FanfareScriptIT {
  private static final SiteSettings NOWHERE =
      new SiteSettings(URI.create("ws://127.0.0.1:1"), Optional.empty());

  @TestFactory
  List<DynamicTest> script_inBrowser(Chromium browser) throws IOException {
    try (var site = SiteServer.start(Project.FOLDER.resolve("examples/chat"), 0, NOWHERE);
        // Any page of the site may import its scripts; this page does nothing itself.
        var page = browser.open(site.address().resolve("fanfare.json"))) {
      JsonNode results = page.evaluate(tests());
      assertThat(results.size()).isGreaterThan(30);
      return results.properties().stream()
          .map(test -> dynamicTest(test.getKey(), () -> passed(test.getValue())))
          .toList();
    }
  }

  private static void passed(JsonNode failure) {
    if (!failure.isNull()) {
      throw new AssertionError(failure.asText());
    }
  }

  private static String tests() throws IOException {
    try (var script = FanfareScriptIT.class.getResourceAsStream("fanfare-tests.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
