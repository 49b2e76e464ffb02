package dev.fanfare.handlers;

import dev.fanfare.sockets.actions.ActionRoute;
import dev.fanfare.wiring.ActionWiring;

/** ListMessages: the route {@code listmessages}. */
public final class ListMessagesHandler extends ActionHandler {
  public ListMessagesHandler() {
    this(ActionWiring.ofEnvironment().listMessages());
  }

  public ListMessagesHandler(ActionRoute route) {
    super(route);
  }
}
