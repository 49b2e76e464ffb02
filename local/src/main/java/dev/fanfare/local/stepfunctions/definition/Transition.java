package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;
import java.util.Optional;

/**
 * How a state is left.
 *
 * @param next empty where the workflow ends
 * @param assign variables to set; an object
 * @param output what the next state gets; without it, the state's result
 */
public record Transition(
    Optional<String> next, Optional<Template> assign, Optional<Template> output) {}
