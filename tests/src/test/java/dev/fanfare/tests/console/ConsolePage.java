package dev.fanfare.tests.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fanfare.tests.browser.Chromium;
import dev.fanfare.tests.browser.Page;
import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;

/** A person who uses the console. CSS selectors identify elements, and texts identify buttons. */
final class ConsolePage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(30);

  private final Page page;

  private ConsolePage(Page page) {
    this.page = page;
  }

  /** Opens the console and waits until it shows a view. */
  static ConsolePage open(Chromium browser, URI address) {
    var opened = new ConsolePage(browser.open(address));
    opened.awaitText("h1", text -> !text.isEmpty());
    return opened;
  }

  Page page() {
    return page;
  }

  /** Goes to a view, by the part of its address after the #. */
  ConsolePage go(String view, String heading) {
    page.evaluate("location.hash = " + quoted(view));
    return awaitText("h1", heading::equals);
  }

  /** Writes into a field as a person would, so that the page receives the events. */
  ConsolePage fill(String selector, String text) {
    page.evaluate(
        "(() => { const field = document.querySelector(%s); field.value = %s;"
                .formatted(quoted(selector), quoted(text))
            + " field.dispatchEvent(new Event('input', {bubbles: true}));"
            + " field.dispatchEvent(new Event('change', {bubbles: true})); })()");
    return this;
  }

  /** Chooses everyone as the audience and writes the message. */
  ConsolePage compose(String message) {
    page.evaluate("document.querySelector('[name=audience][value=everyone]').click()");
    return fill("[name=data]", message);
  }

  /** Sends the message and confirms. */
  ConsolePage send() {
    return press("Send").press("Send now");
  }

  /** Presses the button with this text once it is enabled. */
  ConsolePage press(String text) {
    String button =
        "[...document.querySelectorAll('button')].find(one => one.textContent === %s &&"
                .formatted(quoted(text))
            + " !one.hidden && !one.disabled && one.offsetParent)";
    await("the button " + text)
        .atMost(PATIENCE)
        .pollInterval(LOOK_EVERY)
        .until(() -> page.evaluate("Boolean(" + button + ")").asBoolean());
    page.evaluate(button + ".click()");
    return this;
  }

  ConsolePage awaitText(String selector, Predicate<String> expected) {
    await(selector)
        .atMost(PATIENCE)
        .pollInterval(LOOK_EVERY)
        .untilAsserted(() -> assertThat(text(selector)).as(selector).matches(expected));
    return this;
  }

  /** The text of the first matching element; empty if there is none. */
  String text(String selector) {
    return page.evaluate(
            "(document.querySelector(%s)?.textContent ?? '').trim()".formatted(quoted(selector)))
        .asText();
  }

  /** The value beside a name in a list of facts. */
  String fact(String name) {
    return page.evaluate(
            "[...document.querySelectorAll('.facts dt')].find(one => one.textContent === %s)"
                    .formatted(quoted(name))
                + ".nextElementSibling.textContent")
        .asText();
  }

  /** The number in the second cell of an outcome's row. */
  long tally(String outcome) {
    String cell =
        "[...document.querySelectorAll('.tally tbody tr')].find(row => row.children[0].textContent"
            + " === %s).children[1].textContent".formatted(quoted(outcome));
    return Long.parseLong(page.evaluate(cell).asText().replace(",", ""));
  }

  JsonNode evaluate(String expression) {
    return page.evaluate(expression);
  }

  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  @Override
  public void close() {
    page.close();
  }
}
