package dev.fanfare.handlers;

import dev.fanfare.sockets.actions.ActionRoute;
import dev.fanfare.wiring.ActionWiring;

/** AnswerUnrouted: the route {@code $default}, for messages without their own route. */
public final class AnswerUnroutedHandler extends ActionHandler {
  public AnswerUnroutedHandler() {
    this(ActionWiring.ofEnvironment().answerUnrouted());
  }

  public AnswerUnroutedHandler(ActionRoute route) {
    super(route);
  }
}
