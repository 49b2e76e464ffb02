package dev.fanfare.tests.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.tests.browser.Chromium;
import dev.fanfare.tests.browser.InBrowser;
import dev.fanfare.tests.flow.Flow;
import dev.fanfare.tests.flow.OnStack;
import dev.fanfare.tests.flow.StackKind;
import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sample chat as people use it: real pages, on the local stack. */
@InBrowser
@OnStack(StackKind.SMALL_SHARDS)
class ChatIT {
  private static final Path SCREENSHOTS = Project.FOLDER.resolve("tests/target/screenshots");

  @Test
  void firstLine_isTheNicknameAndOpensTheSocket(Flow flow, Chromium browser) throws IOException {
    try (var stage = ChatStage.open(flow, browser)) {
      ChatPage ann = stage.page();

      ann.type("/help", "info /help            show this help");
      ann.type("/join here", "error First type your nickname.");
      ann.page().type("   ");
      ann.type("x".repeat(33), "error Not a nickname: a nickname has 1 to 32 characters.");
      ann.type(
          "a\u202eb", "error Not a nickname: a nickname has no control or invisible characters.");
      assertThat(flow.connections()).isZero();
      ann.enter(flow.name("ann"));

      ann.awaitState("open");
      assertThat(flow.connections()).isEqualTo(1);
      assertThat(ann.lines()).hasSize(13).noneMatch(String::isBlank);
      ann.screenshot(SCREENSHOTS, "welcome");
    }
  }

  @Test
  void room_threePages_receiveEachOthersMessagesOnly(Flow flow, Chromium browser)
      throws IOException {
    String room = flow.name("kitchen");
    String ann = flow.name("ann");
    String bob = flow.name("bob-<b>ö</b>");
    String eve = flow.name("eve");
    try (var stage = ChatStage.open(flow, browser)) {
      ChatPage first = stage.page().enter(ann, room);
      ChatPage second = stage.page().enter(bob, room);
      ChatPage third = stage.page().enter(eve, flow.name("cellar"));
      first.reads("notice " + bob + " has joined");

      first.type(
          "hello, <i>who</i> is here? 🎺", "text " + ann + ": hello, <i>who</i> is here? 🎺");
      second.reads("text " + ann + ": hello, <i>who</i> is here? 🎺");
      second.type("me", "text " + bob + ": me");
      first.reads("text " + bob + ": me");
      second.type("/quit", "info You have left " + room + ".");
      first.reads("notice " + bob + " has left");

      var said = List.of(ann + ": hello, <i>who</i> is here? 🎺", bob + ": me");
      assertThat(first.said()).isEqualTo(said);
      assertThat(second.said()).isEqualTo(said);
      assertThat(third.said()).isEmpty();
      stage.screenshots(first, SCREENSHOTS, "room");
    }
  }

  @Test
  void commands_insideAndOutsideARoom_areAnswered(Flow flow, Chromium browser) {
    String room = flow.name("kitchen");
    String ann = flow.name("ann");
    try (var stage = ChatStage.open(flow, browser)) {
      ChatPage page = stage.page().enter(ann);

      page.type(
          "/dance now", "error There is no command /dance. Type /help for a list of commands.");
      page.type(
          "/constructor",
          "error There is no command /constructor. Type /help for a list of commands.");
      page.type("/nick", "info You are " + ann + ".");
      page.type("/room", "info You are not in a room.");
      page.type(
          "hello?",
          "error You are not in a room, so nobody would receive this. Enter one with /join <room>.");
      page.type(
          "/join a#b",
          "error /join <room>: the name of a room has no #, and no control or invisible characters.");
      page.type("/join", "error /join <room>: the name of a room has 1 to 100 bytes.");
      page.type("/join " + room, "info You are in " + room + ".");
      page.type("/join " + room, "info You are already in " + room + ".");
      page.type("/ls", "info In " + room + ": " + ann);
      page.type("/join " + room + "2", "info You are in " + room + "2.");
      page.type("/room", "info You are in " + room + "2.");

      assertThat(page.lines()).contains("info You have left " + room + ".");
      assertThat(page.said()).isEmpty();
    }
  }

  @Test
  void ls_outsideARoom_showsTheRoomsWithMembers(Flow flow, Chromium browser) {
    String kitchen = flow.name("kitchen");
    String attic = flow.name("attic");
    try (var stage = ChatStage.open(flow, browser)) {
      stage.page().enter(flow.name("ann"), kitchen);
      stage.page().enter(flow.name("bob"), kitchen);
      ChatPage gone = stage.page().enter(flow.name("cat"), attic);
      gone.type("/quit", "info You have left " + attic + ".");
      ChatPage late = stage.page().enter(flow.name("dan"));

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> late.type("/ls", "info " + kitchen + " (2)"));

      assertThat(late.lines()).noneMatch(line -> line.contains(attic));
    }
  }

  @Test
  void nick_newName_reconnectsRejoinsAndNotifiesTheRoom(Flow flow, Chromium browser) {
    String room = flow.name("kitchen");
    String ann = flow.name("ann");
    String bob = flow.name("bob");
    String alice = flow.name("alice");
    try (var stage = ChatStage.open(flow, browser)) {
      ChatPage first = stage.page().enter(ann, room);
      ChatPage second = stage.page().enter(bob, room);

      second.type("/nick " + alice, "info You are now " + alice + ".");

      first.reads("notice " + bob + " is now " + alice);
      second.type("it is me", "text " + alice + ": it is me");
      first.reads("text " + alice + ": it is me");
      first.type("/ls", "info In " + room + ": " + alice + ", " + ann);
      assertThat(first.lines()).doesNotContain("notice " + bob + " has left");
    }
  }

  @Test
  void drop_byTheServer_catchesUpOnceInOrder(Flow flow, Chromium browser) throws IOException {
    String room = flow.name("kitchen");
    String ann = flow.name("ann");
    String bob = flow.name("bob");
    try (var stage = ChatStage.open(flow, browser)) {
      ChatPage first = stage.page().enter(ann, room);
      ChatPage second = stage.page().enter(bob, room);
      first.reads("notice " + bob + " has joined");
      first.type("before", "text " + ann + ": before");
      second.reads("text " + ann + ": before");

      // The page reconnects only after the browser reports that the network is back.
      second.page().evaluate("Math.random = () => 1_000");
      stage.closeConnection(bob);
      second.awaitState("waiting");
      stage.screenshots(second, SCREENSHOTS, "lost");
      second.type("lost", "error That may have failed: there is no connection at the moment");
      first.type("one", "text " + ann + ": one").type("two", "text " + ann + ": two");
      first.type("three", "text " + ann + ": three");
      second.page().evaluate("Math.random = () => 0.5");
      second.page().evaluate("window.dispatchEvent(new Event('online'))");
      second.awaitState("open").reads("text " + ann + ": three");
      first.type("after", "text " + ann + ": after");
      second.reads("text " + ann + ": after");

      assertThat(second.said())
          .containsExactly(
              ann + ": before", ann + ": one", ann + ": two", ann + ": three", ann + ": after");
      assertThat(first.lines()).doesNotContain("notice " + bob + " has left");
    }
  }
}
