package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.query.Template;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the exit of a state, a choice rule or a catcher. */
final class TransitionParser {
  private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

  private TransitionParser() {}

  /** Exactly one of {@code Next} and {@code End}. */
  static Transition nextOrEnd(Fields fields) {
    var next = fields.string("Next");
    var end =
        fields
            .take("End")
            .filter(value -> fields.expect(value.isBoolean(), "End", "true or false"))
            .filter(JsonNode::booleanValue);
    if (next.isPresent() == end.isPresent()) {
      fields.problems().schema(fields.path(), "A state must have either 'Next' or '\"End\": true'");
    }
    return new Transition(next, assign(fields), fields.template("Output"));
  }

  /** {@code Next} is required. */
  static Transition next(Fields fields) {
    var next = fields.requiredString("Next");
    return new Transition(Optional.of(next), assign(fields), fields.template("Output"));
  }

  static Transition optional(Fields fields, String field) {
    return new Transition(fields.string(field), assign(fields), fields.template("Output"));
  }

  /** The end of the workflow, for states that need no {@code End}. */
  static Transition end(Fields fields) {
    return new Transition(Optional.empty(), Optional.empty(), fields.template("Output"));
  }

  private static Optional<Template> assign(Fields fields) {
    fields
        .take("Assign")
        .filter(value -> fields.expect(value.isObject(), "Assign", "an object"))
        .ifPresent(
            value -> value.fieldNames().forEachRemaining(name -> checkVariable(fields, name)));
    return fields.template("Assign");
  }

  private static void checkVariable(Fields fields, String name) {
    if (!VARIABLE.matcher(name).matches() || name.equals("states")) {
      fields
          .problems()
          .schema(
              fields.path("Assign/" + name),
              "Variable '"
                  + name
                  + "' must be an identifier of at most 80 characters other than 'states'");
    }
  }
}
