package dev.fanfare.handlers;

import dev.fanfare.sockets.actions.ActionRoute;
import dev.fanfare.wiring.ActionWiring;

/** AnswerUnrouted: the route {@code $default}, of messages without a route of their own. */
public final class AnswerUnroutedHandler extends ActionHandler {
  public AnswerUnroutedHandler() {
    this(ActionWiring.ofEnvironment().answerUnrouted());
  }

  public AnswerUnroutedHandler(ActionRoute route) {
    super(route);
  }
}
