package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;
import java.util.Optional;

/**
 * The exit of a state.
 *
 * @param next empty at the end of the workflow
 * @param assign variables to set; an object
 * @param output the next state's input; by default the state's result
 */
public record Transition(
    Optional<String> next, Optional<Template> assign, Optional<Template> output) {}
