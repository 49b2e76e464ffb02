package dev.fanfare.tests.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.tests.browser.Chromium;
import dev.fanfare.tests.browser.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;

/** A person who uses the chat: types lines and reads lines. */
final class ChatPage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String LINES =
      "[...document.querySelectorAll('#log p')].map(p => p.className + ' ' + p.textContent)";
  private static final String HAS_FOCUS =
      "document.activeElement?.matches('#line:enabled') === true";

  private static final String TYPED = "document.getElementById('line').value !== ''";
  private static final String CLEAR = "document.getElementById('line').value = ''";

  private final Page page;

  private ChatPage(Page page) {
    this.page = page;
  }

  /** Opens the chat and waits until it accepts input. */
  static ChatPage open(Chromium browser, URI site) {
    var page = browser.open(site);
    soon().until(() -> page.evaluate(HAS_FOCUS).asBoolean());
    // A page loses keystrokes until its first paint, even in a focused element.
    soon()
        .until(
            () -> {
              page.insert("x");
              return page.evaluate(TYPED).asBoolean();
            });
    page.evaluate(CLEAR);
    return new ChatPage(page);
  }

  /** Most of these waits end at once. */
  private static ConditionFactory soon() {
    return await().pollDelay(Duration.ZERO).pollInterval(POLL).atMost(PATIENCE);
  }

  Page page() {
    return page;
  }

  /** Types a line and waits until the chat shows the expected line. */
  ChatPage type(String line, String shown) {
    page.type(line);
    return reads(shown);
  }

  /** Waits for a line: its kind, a space, its text. */
  ChatPage reads(String shown) {
    soon().untilAsserted(() -> assertThat(lines()).contains(shown));
    return this;
  }

  /** All lines shown so far, each after its kind. */
  List<String> lines() {
    JsonNode lines = page.evaluate(LINES);
    return StreamSupport.stream(lines.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** The messages with their senders, in order. */
  List<String> said() {
    return lines().stream()
        .filter(line -> line.startsWith("text "))
        .map(line -> line.substring("text ".length()))
        .toList();
  }

  /** Enters the chat with a name and a room. */
  ChatPage enter(String nickname, String room) {
    enter(nickname);
    return type("/join " + room, "info You are in " + room + ".");
  }

  ChatPage enter(String nickname) {
    return type(
        nickname,
        "info Hello, " + nickname + ". Enter a room with /join <room>; /ls shows the rooms.");
  }

  ChatPage awaitState(String state) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> page.evaluate("document.getElementById('state').dataset.state").asText(),
            state::equals);
    return this;
  }

  /** Waits until an expression has this value. */
  ChatPage awaitValue(String expression, int value) {
    soon().until(() -> page.evaluate(expression).asInt() == value);
    return this;
  }

  void screenshot(Path folder, String name) throws IOException {
    page.screenshot(folder.resolve(name + ".png"));
  }

  /**
   * Closes the connection as a page does when it closes; the browser may cut that short when it
   * closes the page itself.
   */
  void leave() {
    page.evaluate("dispatchEvent(new Event('pagehide'))");
  }

  @Override
  public void close() {
    page.close();
  }
}
