package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.query.Template;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The exit of a state, a choice rule or a catcher.
 *
 * @param next empty at the end of the workflow
 * @param assign variables to set; an object
 * @param output the next state's input; by default the state's result
 */
public record Transition(
    Optional<String> next, Optional<Template> assign, Optional<Template> output) {
  static final Transition NONE =
      new Transition(Optional.empty(), Optional.empty(), Optional.empty());
  private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

  /** A transition with exactly one of {@code Next} and {@code End}. */
  static Transition nextOrEnd(Fields fields) {
    var next = fields.string("Next");
    var end =
        fields
            .take("End")
            .filter(value -> fields.expect(value.isBoolean(), "End", "true or false"))
            .filter(JsonNode::booleanValue);
    if (next.isPresent() == end.isPresent()) {
      fields.refuse("A state must have either 'Next' or '\"End\": true'");
    }
    return onward(fields, next);
  }

  /** A transition with a required {@code Next}. */
  static Transition next(Fields fields) {
    return onward(fields, Optional.of(fields.requiredString("Next")));
  }

  /** A transition whose next state is in an optional field. */
  static Transition optional(Fields fields, String field) {
    return onward(fields, fields.string(field));
  }

  /** The end of the workflow, for states that need no {@code End}. */
  static Transition end(Fields fields) {
    return new Transition(Optional.empty(), Optional.empty(), fields.template("Output"));
  }

  private static Transition onward(Fields fields, Optional<String> next) {
    fields
        .take("Assign")
        .filter(value -> fields.expect(value.isObject(), "Assign", "an object"))
        .ifPresent(
            value -> value.fieldNames().forEachRemaining(name -> checkVariable(fields, name)));
    return new Transition(next, fields.template("Assign"), fields.template("Output"));
  }

  private static void checkVariable(Fields fields, String name) {
    if (!VARIABLE.matcher(name).matches() || name.equals("states")) {
      fields.refuse(
          "Assign/" + name,
          "Variable '%s' must be an identifier of at most 80 characters other than 'states'"
              .formatted(name));
    }
  }
}
