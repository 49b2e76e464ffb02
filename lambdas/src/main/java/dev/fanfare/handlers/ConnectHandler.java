package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.sockets.connect.ConnectRoute;
import dev.fanfare.wiring.ConnectWiring;
import org.jspecify.annotations.Nullable;

/** Connect: the route {@code $connect}. */
public final class ConnectHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final ConnectRoute route;

  public ConnectHandler() {
    this(ConnectWiring.ofEnvironment().connect());
  }

  public ConnectHandler(ConnectRoute route) {
    this.route = route;
  }

  @Override
  public @Nullable APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    return KeepWarm.is(event) ? null : route.handle(event, PrintableLog.of(context));
  }
}
