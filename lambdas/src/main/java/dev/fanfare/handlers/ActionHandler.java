package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.sockets.actions.ActionRoute;
import org.jspecify.annotations.Nullable;

/** Base class of the functions behind client actions: one message in, one reply out. */
abstract class ActionHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final ActionRoute route;

  ActionHandler(ActionRoute route) {
    this.route = route;
  }

  @Override
  public final @Nullable APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    return KeepWarm.is(event) ? null : route.handle(event, context);
  }
}
