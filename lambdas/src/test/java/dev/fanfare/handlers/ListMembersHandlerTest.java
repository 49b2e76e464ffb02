package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.channels.ChannelMembers.Member;
import dev.fanfare.channels.MemberCount;
import dev.fanfare.channels.MemberList;
import dev.fanfare.channels.MemoryChannelMembers;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.actions.ListMembersAction;
import dev.fanfare.text.Json;
import org.junit.jupiter.api.Test;

class ListMembersHandlerTest {
  private final Actions actions = new Actions();
  private final MemoryChannelMembers members =
      new MemoryChannelMembers()
          .with("news", new Member("alice", "a", 1))
          .with("news", new Member("bob", "b", 2))
          .with("news", new Member("bob", "c", 3))
          .with("staff", new Member("carol", "d", 4));
  private final ListMembersHandler handler =
      new ListMembersHandler(
          actions.route(
              new ListMembersAction(
                  new MemberList(members), new MemberCount(members, Runnable::run))));

  @Test
  void handleRequest_fewMembers_listsThemWithoutNext() {
    assertThat(call("first-page"))
        .startsWith("{\"type\":\"members\",\"channel\":\"news\",\"members\":[{")
        .contains("{\"user_id\":\"alice\",\"connection_id\":\"a\",\"joined_at\":1}")
        .contains("{\"user_id\":\"bob\",\"connection_id\":\"b\",\"joined_at\":2}")
        .contains("{\"user_id\":\"bob\",\"connection_id\":\"c\",\"joined_at\":3}")
        .endsWith("],\"next\":null}");
  }

  @Test
  void handleRequest_limit_returnsThatManyAndATokenForTheRest() throws JsonProcessingException {
    var page = Json.MAPPER.readTree(call("small-page"));

    assertThat(page.path("members")).hasSize(2);
    assertThat(page.path("next").textValue()).isNotEmpty();
    assertThat(page.path("request_id").textValue()).isEqualTo("p1");
  }

  @Test
  void handleRequest_limitTooHigh_isRefused() {
    assertThat(call("limit-too-high"))
        .contains("\"message\":\"limit is 101: must be a whole number from 1 to 100\"");
  }

  @Test
  void handleRequest_inventedToken_isRefused() {
    assertThat(call("invalid-token"))
        .contains("\"error\":\"invalid_request\"", "after is \\\"QUJDREVGR0g\\\": must be the");
  }

  @Test
  void handleRequest_count_returnsOnlyTheNumber() {
    assertThat(call("count")).isEqualTo("{\"type\":\"count\",\"channel\":\"news\",\"members\":3}");
  }

  @Test
  void handleRequest_countWithLimit_isRefused() {
    assertThat(call("count-with-limit"))
        .contains(
            "\\\"limit\\\" is an unknown field: known fields are action, channel, request_id");
  }

  @Test
  void handleRequest_channelNotAllowedByTheToken_isRefused() {
    assertThat(call("count-not-allowed")).contains("\"error\":\"not_allowed\"");
  }

  private String call(String sample) {
    return Actions.body(handler, "ListMembers", sample);
  }
}
