package dev.fanfare.handlers;

import dev.fanfare.sockets.actions.ActionRoute;
import dev.fanfare.wiring.ActionWiring;

/** SendMessage: the route {@code sendmessage}. */
public final class SendMessageHandler extends ActionHandler {
  public SendMessageHandler() {
    this(ActionWiring.ofEnvironment().sendMessage());
  }

  public SendMessageHandler(ActionRoute route) {
    super(route);
  }
}
