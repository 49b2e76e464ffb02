package dev.fanfare.handlers;

import dev.fanfare.sockets.actions.ActionRoute;
import dev.fanfare.wiring.ActionWiring;

/** JoinChannel: the route {@code joinchannel}. */
public final class JoinChannelHandler extends ActionHandler {
  public JoinChannelHandler() {
    this(ActionWiring.ofEnvironment().joinChannel());
  }

  public JoinChannelHandler(ActionRoute route) {
    super(route);
  }
}
