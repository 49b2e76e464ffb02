package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.messages.BudgetOwner;
import dev.fanfare.messages.ClientBudget;
import dev.fanfare.sockets.actions.ActionRoute;
import dev.fanfare.sockets.actions.MessageLimit;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Shared by the tests of the routes: the client of the sample events. */
public final class Actions {
  public static final String CONNECTION_ID = "BFaT_fALIAMCKug=";
  public static final Connection ALICE = new Connection(CONNECTION_ID, "alice", 1_795_334_400_123L);
  public static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_795_335_000_125L), ZoneOffset.UTC);

  final List<String> closed = new ArrayList<>();

  public ActionRoute route(ActionRoute.Action action) {
    return route(Duration.ZERO, action);
  }

  /**
   * @param wait the wait that every message gets
   */
  public ActionRoute route(Duration wait, ActionRoute.Action action) {
    return new ActionRoute(
        new MessageLimit(budget(wait), budget(Duration.ZERO), closed::add, CLOCK), action);
  }

  public static ClientBudget budget(Duration wait) {
    return new ClientBudget() {
      @Override
      public Duration take(BudgetOwner owner, int cost, Instant at) {
        return wait;
      }

      @Override
      public int most(BudgetOwner owner) {
        return 120;
      }
    };
  }

  /** The body that the client gets, unchanged. */
  public static String body(
      RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> handler,
      String function,
      String sample) {
    try {
      var answer =
          LambdaRuntime.call(
              handler,
              APIGatewayV2WebSocketEvent.class,
              APIGatewayV2WebSocketResponse.class,
              SampleEvents.read(function, sample),
              TestContext.ofInvocation("i"));
      return Json.MAPPER.readTree(answer.path("body").asText()).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
