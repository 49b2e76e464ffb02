package dev.fanfare.handlers;

import dev.fanfare.sockets.actions.ActionRoute;
import dev.fanfare.wiring.ActionWiring;

/** ListMembers: the routes {@code listmembers} and {@code countmembers}. */
public final class ListMembersHandler extends ActionHandler {
  public ListMembersHandler() {
    this(ActionWiring.ofEnvironment().listMembers());
  }

  public ListMembersHandler(ActionRoute route) {
    super(route);
  }
}
