package dev.fanfare.tests.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.cli.console.ConsoleServer;
import dev.fanfare.cli.console.Operations;
import dev.fanfare.cli.console.StackOperations;
import dev.fanfare.cli.console.WriteToken;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.tests.browser.Chromium;
import dev.fanfare.tests.flow.Flow;
import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A running console, and one page that shows it. */
final class ConsoleStage implements AutoCloseable {
  private static final Path SCREENSHOTS = Project.FOLDER.resolve("tests/target/screenshots");
  private static final int DESK = 1_200;
  private static final int PHONE = 390;
  private static final int HEIGHT = 900;

  private final AutoCloseable stack;
  private final ConsoleServer server;
  private final ConsolePage page;
  private final List<String> expected = new ArrayList<>();

  private ConsoleStage(AutoCloseable stack, ConsoleServer server, ConsolePage page) {
    this.stack = stack;
    this.server = server;
    this.page = page;
  }

  /** The console of a stack, for a user with the token. */
  static ConsoleStage open(Flow flow, Chromium browser) throws IOException {
    DeployedStack stack = flow.deployed();
    return open(stack, new StackOperations(stack, Clock.systemUTC(), ConsoleStage::pass), browser);
  }

  /** Pauses briefly instead of for the requested duration. */
  private static void pass(Duration duration) {
    Awaitility.await().pollDelay(Duration.ofMillis(30)).until(() -> true);
  }

  /** A console of simulated operations. */
  static ConsoleStage open(Operations operations, Chromium browser) throws IOException {
    return open(() -> {}, operations, browser);
  }

  private static ConsoleStage open(AutoCloseable stack, Operations operations, Chromium browser)
      throws IOException {
    ConsoleServer server = ConsoleServer.start(0, operations, WriteToken.random());
    var page = ConsolePage.open(browser, server.addressWithToken());
    page.page().showOn(DESK, HEIGHT, false);
    return new ConsoleStage(stack, server, page);
  }

  ConsolePage page() {
    return page;
  }

  /** Checks accessibility and takes screenshots, on a desktop (light) and on a phone (dark). */
  void inspect(String name) throws IOException {
    look(name, DESK, false);
    look(name + "-phone-dark", PHONE, true);
    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
        .as("no scrolling sideways")
        .isLessThanOrEqualTo(PHONE);
    page.page().showOn(DESK, HEIGHT, false);
  }

  private void look(String name, int width, boolean dark) throws IOException {
    page.page().showOn(width, HEIGHT, dark);
    Accessibility.assertFine(page.page(), name);
    // The viewport is as high as the page, so that the screenshot shows all of it.
    int whole = page.evaluate("document.documentElement.scrollHeight").asInt();
    page.page().showOn(width, whole, dark);
    page.page().screenshot(SCREENSHOTS.resolve("console-" + name + ".png"));
  }

  /** Allows the browser to report a request that got this answer. */
  void expectComplaint(String part) {
    expected.add(part);
  }

  /** Closes everything, and fails if the page had any other error or failed request. */
  @Override
  public void close() throws Exception {
    try {
      assertThat(page.page().complaints())
          .as("errors in the console")
          .filteredOn(complaint -> expected.stream().noneMatch(complaint::contains))
          .isEmpty();
    } finally {
      page.close();
      server.close();
      stack.close();
    }
  }
}
