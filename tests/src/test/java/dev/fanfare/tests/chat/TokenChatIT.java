package dev.fanfare.tests.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.browser.Chromium;
import dev.fanfare.tests.browser.InBrowser;
import dev.fanfare.tests.flow.Flow;
import dev.fanfare.tests.flow.OnStack;
import dev.fanfare.tests.flow.StackKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The sample chat with token authentication: the page fetches tokens. */
@InBrowser
@OnStack(StackKind.TOKENS)
class TokenChatIT {
  private static final String TOKENS_FETCHED =
      "performance.getEntriesByType('resource').filter(r => r.name.endsWith('/token')).length";

  @Test
  void room_withTokens_canBeEnteredUsedAndReentered(Flow flow, Chromium browser)
      throws IOException {
    String room = flow.name("kitchen");
    String ann = flow.name("ann");
    String bob = flow.name("bob");
    try (var stage = ChatStage.withTokens(flow, browser)) {
      ChatPage first = stage.page().enter(ann, room);
      ChatPage second = stage.page().enter(bob, room);
      first.reads("notice " + bob + " has joined");
      first.type("hello", "text " + ann + ": hello");
      second.reads("text " + ann + ": hello");
      assertThat(fetched(second)).isEqualTo(1);

      // The page reconnects at once.
      second.page().evaluate("Math.random = () => 0");
      stage.closeConnection(bob);
      second.reads("text " + ann + ": hello").awaitValue(TOKENS_FETCHED, 2).awaitState("open");
      first.type("are you there?", "text " + ann + ": are you there?");
      second.reads("text " + ann + ": are you there?");
      second.type("yes", "text " + bob + ": yes");
      first.reads("text " + bob + ": yes");

      assertThat(second.said())
          .containsExactly(ann + ": hello", ann + ": are you there?", bob + ": yes");
    }
  }

  private static int fetched(ChatPage page) {
    return page.page().evaluate(TOKENS_FETCHED).asInt();
  }
}
