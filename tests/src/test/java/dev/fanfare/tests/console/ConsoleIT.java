package dev.fanfare.tests.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.tests.browser.Chromium;
import dev.fanfare.tests.browser.InBrowser;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import dev.fanfare.tests.flow.Flow;
import dev.fanfare.tests.flow.OnStack;
import dev.fanfare.tests.flow.Slow;
import dev.fanfare.tests.flow.StackKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The console as operators use it: a real page, on the local stack, with real sockets. */
@InBrowser
@OnStack(StackKind.SMALL_SHARDS)
@Order(Slow.FIRST)
class ConsoleIT {
  private static final String BAR = "document.querySelector('progress').value";
  private static final String MAP =
      "document.querySelector('.heatmap canvas').getAttribute('aria-label')";

  @Test
  void send_fromThePage_showsProgressAndBalancedBooks(Flow flow, Chromium browser)
      throws Exception {
    flow.connect(flow.names("user", 45));
    String id = flow.name("sale");
    try (var stage = ConsoleStage.open(flow, browser)) {
      ConsolePage page = stage.page().go("#/send", "Send");
      page.compose("{\"text\": \"<img src=x onerror=alert(1)>\"}");
      page.evaluate("document.querySelector('details').open = true");
      page.fill("[name=id]", id).fill("[name=rate]", "15");
      page.press("Estimate").awaitText(".estimate", text -> text.contains("connections now45"));
      stage.inspect("send");

      page.send().awaitText("h1", ("Broadcast " + id)::equals);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> page.evaluate(BAR).asDouble() > 0 && page.evaluate(BAR).asDouble() < 1);
      page.awaitText(".balance", "The books balance: 45 planned = 45 with an outcome."::equals);
      page.awaitText("[data-state=SUCCEEDED]", "succeeded"::equals);

      assertThat(page.tally("delivered")).isEqualTo(45);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> page.evaluate(MAP).asText().startsWith("5 shards: 5 finished"));
      assertThat(page.text(".request pre"))
          .isEqualTo("{\"text\":\"<img src=x onerror=alert(1)>\"}");
      assertThat(page.evaluate("document.querySelectorAll('main img').length").asInt()).isZero();
      stage.inspect("broadcast");
      page.go("#/", "Broadcasts").awaitText("tbody", text -> text.contains(id));
      stage.inspect("broadcasts");
    }
  }

  @Test
  void failedShard_isFoundOpenedAndResent(Flow flow, Chromium browser) throws Exception {
    flow.connect(flow.names("user", 25));
    String id = flow.name("sale");
    for (String folder : new String[] {"/shards/", "/missed/"}) {
      flow.inject(
          flow.calls("PushShardFunction")
              .and(Calls.about("broadcasts/" + id + folder))
              .and(Calls.about("/00001.jsonl").or(Calls.about("/missed/"))),
          Effect.crashBefore());
    }
    try (var stage = ConsoleStage.open(flow, browser)) {
      ConsolePage page = stage.page().go("#/send", "Send");
      page.evaluate("document.querySelector('details').open = true");
      page.compose("1").fill("[name=id]", id).fill("[name=priority]", "low").send();
      page.awaitText("h1", ("Broadcast " + id)::equals);
      page.awaitText("[data-state=FAILED]", "failed"::equals);
      assertThat(page.fact("priority")).isEqualTo("low");
      assertThat(page.tally("unreachable")).isEqualTo(10);

      page.fill(".heatmap select", "1").fill(".heatmap input[type=number]", "1").press("Open");
      page.awaitText(".shard h3", "Shard 01#00001"::equals);
      page.awaitText(".shard .history .bad", text -> !text.isEmpty());
      page.evaluate("document.querySelector('.shard .history .bad button').click()");
      page.awaitText(".shard .event h4", text -> text.startsWith("Event "));
      stage.inspect("failed-shard");

      page.press("Resend to missed").press("Resend");
      page.awaitText("h1", ("Broadcast " + id + "-resend")::equals);
      page.awaitText("[data-state=SUCCEEDED]", "succeeded"::equals);
      assertThat(page.tally("delivered")).isEqualTo(10);
      assertThat(page.fact("priority")).isEqualTo("normal");
    }
    assertThat(flow.messages()).isEqualTo(25);
  }

  @Test
  void cancel_fromThePage_stopsAndBalances(Flow flow, Chromium browser) throws Exception {
    flow.connect(flow.names("user", 40));
    String id = flow.name("sale");
    try (var stage = ConsoleStage.open(flow, browser)) {
      ConsolePage page = stage.page().go("#/send", "Send");
      page.evaluate("document.querySelector('details').open = true");
      page.compose("1").fill("[name=id]", id).fill("[name=rate]", "4");
      page.send().awaitText("h1", ("Broadcast " + id)::equals);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> page.evaluate("Boolean(document.querySelector('progress'))").asBoolean());

      page.press("Cancel").press("Cancel the broadcast");
      page.awaitText(".balance", "The books balance: 40 planned = 40 with an outcome."::equals);
      page.awaitText("[data-state=CANCELLED]", "cancelled"::equals);
      page.go("#/", "Broadcasts").fill("select", "CANCELLED");
      page.awaitText("tbody tr td", "cancelled"::equals).awaitText("tbody th", id::equals);
      page.go("#/broadcasts/" + id, "Broadcast " + id);
      page.awaitText(".balance", "The books balance: 40 planned = 40 with an outcome."::equals);

      assertThat(page.tally("cancelled")).isPositive();
      assertThat(page.tally("cancelled") + page.tally("delivered")).isEqualTo(40);
      assertThat(flow.messages()).isEqualTo(page.tally("delivered"));
    }
  }

  @Test
  void send_withABlankAudience_sendsNothing(Flow flow, Chromium browser) throws Exception {
    flow.connect(flow.names("user", 3));
    try (var stage = ConsoleStage.open(flow, browser)) {
      ConsolePage page = stage.page().go("#/send", "Send");
      page.press("Estimate");
      page.awaitText(".cause", "Choose an audience: everyone, users, channels."::equals);
      assertThat(page.evaluate("document.querySelector('[name=data]').value").asText()).isEmpty();
      assertThat(page.evaluate("document.querySelector('form').checkValidity()").asBoolean())
          .isFalse();

      page.compose("1");
      for (String audience : List.of("users", "channels")) {
        page.evaluate(
            "document.querySelector('[name=audience][value=%s]').click()".formatted(audience));
        for (String blank : List.of("", "  ", " , ,", "\u00a0")) {
          page.fill("[name=" + audience + "]", blank).press("Send");
          page.awaitText(
              ".cause",
              ("The audience is " + audience + ", but the field is empty: enter at least one.")
                  ::equals);
        }
      }
      page.compose("1").evaluate("document.querySelector('details').open = true");
      page.fill("[name=exclude_users]", " , ").press("Send");
      page.awaitText(".cause", text -> text.startsWith("exclude_users is"));
      assertThat(page.evaluate("document.querySelectorAll('dialog').length").asInt()).isZero();
      page.go("#/", "Broadcasts").awaitText("p", text -> !text.isEmpty());
    }
    assertThat(flow.messages()).isZero();
  }

  @Test
  void send_clickedTwice_sendsOnce(Flow flow, Chromium browser) throws Exception {
    flow.connect(flow.names("user", 3));
    String button = "[...document.querySelectorAll('button')].find(b => b.textContent === '%s')";
    try (var stage = ConsoleStage.open(flow, browser)) {
      ConsolePage page = stage.page().go("#/send", "Send").compose("{\"twice\": 1}");
      page.evaluate(
          "(() => { const b = " + button.formatted("Send") + "; b.click(); b.click(); })()");
      page.press("Send now");
      assertThat(page.evaluate("document.querySelectorAll('dialog[open]').length").asInt())
          .isZero();
      page.awaitText("[data-state=SUCCEEDED]", "succeeded"::equals);
    }
    assertThat(flow.messages()).isEqualTo(3);
  }

  @Test
  void action_refused_staysVisibleWhileTheBroadcastRuns(Flow flow, Chromium browser)
      throws Exception {
    flow.connect(flow.names("user", 40));
    String id = flow.name("sale");
    try (var stage = ConsoleStage.open(flow, browser)) {
      ConsolePage page = stage.page().go("#/send", "Send");
      page.evaluate("document.querySelector('details').open = true");
      page.compose("1").fill("[name=id]", id).fill("[name=rate]", "4");
      page.send().awaitText("h1", ("Broadcast " + id)::equals);
      page.evaluate("sessionStorage.setItem('fanfare-token', 'wrong')");

      page.press("Cancel").press("Cancel the broadcast");
      page.awaitText("#action-error span", text -> text.contains("token"));
      double settled = page.evaluate(BAR).asDouble();
      await().atMost(Duration.ofSeconds(20)).until(() -> page.evaluate(BAR).asDouble() > settled);
      page.awaitText("[data-state=SUCCEEDED]", "succeeded"::equals);

      assertThat(page.evaluate("document.querySelector('#action-error').hidden").asBoolean())
          .isFalse();
      page.press("Dismiss");
      assertThat(page.evaluate("document.querySelector('#action-error').hidden").asBoolean())
          .isTrue();
      stage.expectComplaint("401");
    }
    assertThat(flow.messages()).isEqualTo(40);
  }

  @Test
  void connections_afterABroadcastToEveryone_areShown(Flow flow, Chromium browser)
      throws Exception {
    flow.connect(flow.names("user", 12));
    try (var stage = ConsoleStage.open(flow, browser)) {
      ConsolePage page = stage.page().go("#/send", "Send");
      page.compose("1").send().awaitText("[data-state=SUCCEEDED]", "succeeded"::equals);

      page.go("#/connections", "Connections").awaitText(".facts dd", "12"::equals);

      stage.inspect("connections");
    }
  }
}
