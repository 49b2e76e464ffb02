package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.sockets.connect.DisconnectRoute;
import dev.fanfare.wiring.ConnectWiring;

/** Disconnect: the route {@code $disconnect}. */
public final class DisconnectHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final DisconnectRoute route;

  public DisconnectHandler() {
    this(ConnectWiring.ofEnvironment().disconnect());
  }

  public DisconnectHandler(DisconnectRoute route) {
    this.route = route;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    return route.handle(event, PrintableLog.of(context));
  }
}
