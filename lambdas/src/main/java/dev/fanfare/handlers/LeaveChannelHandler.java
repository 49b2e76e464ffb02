package dev.fanfare.handlers;

import dev.fanfare.sockets.actions.ActionRoute;
import dev.fanfare.wiring.ActionWiring;

/** LeaveChannel: the route {@code leavechannel}. */
public final class LeaveChannelHandler extends ActionHandler {
  public LeaveChannelHandler() {
    this(ActionWiring.ofEnvironment().leaveChannel());
  }

  public LeaveChannelHandler(ActionRoute route) {
    super(route);
  }
}
