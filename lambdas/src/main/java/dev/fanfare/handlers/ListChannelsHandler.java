package dev.fanfare.handlers;

import dev.fanfare.sockets.actions.ActionRoute;
import dev.fanfare.wiring.ActionWiring;

/** ListChannels: the route {@code listchannels}. */
public final class ListChannelsHandler extends ActionHandler {
  public ListChannelsHandler() {
    this(ActionWiring.ofEnvironment().listChannels());
  }

  public ListChannelsHandler(ActionRoute route) {
    super(route);
  }
}
