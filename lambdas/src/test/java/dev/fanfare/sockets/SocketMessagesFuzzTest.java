package dev.fanfare.sockets;

import static dev.fanfare.sockets.Actions.CLOCK;
import static dev.fanfare.sockets.Actions.CONNECTION_ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.channels.ChannelMembers.Member;
import dev.fanfare.channels.FreeTurns;
import dev.fanfare.channels.MemberCount;
import dev.fanfare.channels.MemberList;
import dev.fanfare.channels.MemoryChannelMembers;
import dev.fanfare.channels.MemoryConnectionChannels;
import dev.fanfare.config.TestContext;
import dev.fanfare.messages.AnyAllowance;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.ClientPosts;
import dev.fanfare.messages.MessageSender;
import dev.fanfare.sockets.actions.ActionRoute;
import dev.fanfare.sockets.actions.AnswerUnroutedAction;
import dev.fanfare.sockets.actions.JoinAction;
import dev.fanfare.sockets.actions.JoinSince;
import dev.fanfare.sockets.actions.LeaveAction;
import dev.fanfare.sockets.actions.ListChannelsAction;
import dev.fanfare.sockets.actions.ListMembersAction;
import dev.fanfare.sockets.actions.ListMessagesAction;
import dev.fanfare.sockets.actions.SendMessageAction;
import dev.fanfare.sockets.actions.SendPermission;
import dev.fanfare.text.FuzzTexts;
import dev.fanfare.text.Json;
import dev.fanfare.text.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every client message gets a documented answer, and cannot add a line of its own to the log. */
class SocketMessagesFuzzTest {
  private static final Set<String> ERRORS =
      Set.of(
          "invalid_request",
          RefusedException.NOT_JOINED,
          RefusedException.NOT_ALLOWED,
          RefusedException.TOO_MANY,
          RefusedException.TOO_LARGE,
          RefusedException.SLOW_DOWN,
          RefusedException.UNKNOWN_ACTION);
  private static final List<String> VALID =
      List.of(
          "{\"action\":\"joinchannel\",\"channel\":\"news\",\"since\":12,\"request_id\":\"r-1\"}",
          "{\"action\":\"joinchannel\",\"channel\":\"news\",\"since\":\"2026-11-22T10:00:00Z\"}",
          "{\"action\":\"leavechannel\",\"channel\":\"news\",\"request_id\":\"r-1\"}",
          "{\"action\":\"listchannels\",\"request_id\":\"r-1\"}",
          "{\"action\":\"listmembers\",\"channel\":\"news\",\"limit\":10,\"after\":\"bmV3cw\"}",
          "{\"action\":\"countmembers\",\"channel\":\"news\"}",
          "{\"action\":\"sendmessage\",\"channel\":\"news\",\"message\":{\"a\":[1.10,null,\"ö\"]}}",
          "{\"action\":\"listmessages\",\"channel\":\"news\",\"since\":1,\"before\":9,\"limit\":5}",
          "{\"action\":\"ping\",\"request_id\":\"r-1\"}");

  private final List<ActionRoute> routes = routes();
  private final TestContext context = TestContext.ofInvocation("i");

  @Test
  void handle_anyText_getsADocumentedAnswer() throws IOException {
    send(11, 3_000);
  }

  @Test
  @Tag("campaign")
  void handle_veryManyTexts_getDocumentedAnswers() throws IOException {
    send(12, 100_000);
  }

  private void send(long seed, int messages) throws IOException {
    var texts = new FuzzTexts(seed, VALID);
    for (int i = 0; i < messages; i++) {
      String text = texts.next();
      ActionRoute route = routes.get(i % routes.size());
      JsonNode answer = Json.MAPPER.readTree(route.handle(event(text), context).getBody());

      boolean isError = answer.path("type").asText().equals("error");
      boolean isDocumented =
          isError
              ? ERRORS.contains(answer.path("error").asText())
                  && Printable.is(answer.path("message").asText())
              : answer.path("type").isTextual();
      if (!isDocumented) {
        throw new AssertionError("message " + i + " of seed " + seed + ": " + text + ": " + answer);
      }
    }
    assertThat(context.log()).allMatch(Printable::is).noneMatch(line -> line.contains("Exception"));
  }

  private static APIGatewayV2WebSocketEvent event(String body) {
    var request = new APIGatewayV2WebSocketEvent.RequestContext();
    request.setConnectionId(CONNECTION_ID);
    request.setConnectedAt(1);
    request.setAuthorizer(Map.of("user_id", "alice"));
    var event = new APIGatewayV2WebSocketEvent();
    event.setRequestContext(request);
    event.setBody(body);
    return event;
  }

  private static List<ActionRoute> routes() {
    var actions = new Actions();
    var channels = new MemoryConnectionChannels().with(CONNECTION_ID);
    var members = new MemoryChannelMembers();
    var archive = new MemoryArchive();
    var joinSince =
        new JoinSince(
            (connection, attributes, channel, from) ->
                channels.join(connection, attributes, Set.of(channel)),
            (channel, id) -> OptionalLong.of(archive.head(channel)),
            new FreeTurns(),
            new CatchUp(
                archive,
                (id, message) -> ClientPosts.Outcome.DELIVERED,
                millis -> {},
                new Random(1),
                1_000),
            (client, isTimeUp, log) -> new AnyAllowance(Integer.MAX_VALUE),
            CLOCK);
    var sender =
        new MessageSender(
            new MemoryChannelMembers().with("news", new Member("alice", CONNECTION_ID, 1)),
            (request, id, log) -> OptionalLong.empty());
    return List.<ActionRoute.Action>of(
            new JoinAction(channels, archive, joinSince),
            new LeaveAction(channels),
            new ListChannelsAction(channels),
            new ListMembersAction(new MemberList(members), new MemberCount(members, Runnable::run)),
            new SendMessageAction(SendPermission.JOINED, sender, CLOCK),
            new ListMessagesAction(new MemoryChannelMembers().everywhere(), archive, CLOCK),
            new AnswerUnroutedAction())
        .stream()
        .map(actions::route)
        .toList();
  }
}
