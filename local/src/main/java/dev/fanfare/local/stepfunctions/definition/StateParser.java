package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.definition.State.Task.Integration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one state. */
final class StateParser {
  private static final String KNOWN_RESOURCES =
      Stream.of(Integration.values())
          .map(known -> '"' + known.arn() + '"')
          .collect(Collectors.joining(" and "));

  private final MapParser maps;
  private final boolean jsonata;

  StateParser(WorkflowParser workflows, boolean jsonata) {
    this.maps = new MapParser(workflows);
    this.jsonata = jsonata;
  }

  /** The state; empty and a problem if its type is unknown. */
  Optional<State> parse(String name, Fields fields) {
    requireJsonata(fields);
    var type = fields.requiredString("Type");
    Optional<State> state =
        switch (type) {
          case "Task" -> Optional.of(task(name, fields));
          case "Map" -> Optional.of(maps.parse(name, fields));
          case "Choice" -> Optional.of(choice(name, fields));
          case "Wait" -> Optional.of(pause(name, fields));
          case "Pass" -> Optional.of(new State.Pass(name, TransitionParser.nextOrEnd(fields)));
          case "Succeed" -> Optional.of(new State.Succeed(name, TransitionParser.end(fields)));
          case "Fail" -> Optional.of(fail(name, fields));
          case "Parallel" -> {
            fields
                .problems()
                .unsupported(fields.path("Type"), "Type \"Parallel\" is not supported here");
            yield Optional.empty();
          }
          default -> {
            fields.expect(type.isEmpty(), "Type", "the name of a state type");
            yield Optional.empty();
          }
        };
    state.ifPresent(parsed -> fields.refuseRest("a " + type + " state"));
    return state;
  }

  private void requireJsonata(Fields fields) {
    var own = fields.string("QueryLanguage");
    own.ifPresent(value -> fields.expect(value.equals("JSONata"), "QueryLanguage", "\"JSONata\""));
    if (own.isEmpty() && !jsonata) {
      fields
          .problems()
          .unsupported(
              fields.path("QueryLanguage"),
              "The query language is JSONPath unless the state or the state machine says"
                  + " \"JSONata\", and JSONPath is not supported here");
    }
  }

  private static State task(String name, Fields fields) {
    var resource = fields.requiredString("Resource");
    var integration = Integration.of(resource);
    if (!resource.isEmpty() && integration.isEmpty()) {
      fields
          .problems()
          .unsupported(
              fields.path("Resource"),
              "Resource \"" + resource + "\" is not supported here, only " + KNOWN_RESOURCES);
    }
    var known = integration.orElse(Integration.LAMBDA_INVOKE);
    fields
        .take("Arguments")
        .filter(JsonNode::isObject)
        .ifPresent(arguments -> checkArguments(fields, known, arguments));
    if (!fields.has("Arguments")) {
      fields.missing("Arguments");
    }
    var arguments = fields.objectTemplate("Arguments").orElse(null);
    return new State.Task(
        name,
        known,
        arguments,
        fields.integerTemplate("TimeoutSeconds", 1, DefinitionParser.MAX_SECONDS),
        ErrorHandlingParser.parse(fields),
        TransitionParser.nextOrEnd(fields));
  }

  private static void checkArguments(Fields fields, Integration integration, JsonNode arguments) {
    var path = fields.path("Arguments");
    var required = integration.arguments().get(0);
    if (!arguments.has(required)) {
      fields.problems().schema(path, "The field '" + required + "' is required but missing");
    }
    arguments
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!integration.arguments().contains(name)) {
                fields
                    .problems()
                    .unsupported(
                        path + "/" + name,
                        "Argument '"
                            + name
                            + "' is not supported here, only "
                            + String.join(", ", integration.arguments()));
              }
            });
  }

  private static State choice(String name, Fields fields) {
    if (!fields.has("Choices")) {
      fields.missing("Choices");
    }
    var rules = fields.objects("Choices").stream().map(StateParser::rule).toList();
    return new State.Choice(name, rules, TransitionParser.optional(fields, "Default"));
  }

  private static State.Choice.Rule rule(Fields fields) {
    if (!fields.has("Condition")) {
      fields.missing("Condition");
    }
    fields
        .take("Condition")
        .ifPresent(
            value ->
                fields.expect(
                    value.isBoolean() || TemplateParser.isExpression(value),
                    "Condition",
                    "true, false or a JSONata expression"));
    var condition = fields.template("Condition").orElse(null);
    var rule = new State.Choice.Rule(condition, TransitionParser.next(fields));
    fields.refuseRest("a choice rule");
    return rule;
  }

  private static State pause(String name, Fields fields) {
    var seconds = fields.integerTemplate("Seconds", 0, DefinitionParser.MAX_SECONDS);
    fields
        .take("Timestamp")
        .filter(value -> !TemplateParser.isExpression(value))
        .ifPresent(
            value ->
                fields.expect(isTimestamp(value.asText()), "Timestamp", "an ISO 8601 timestamp"));
    var timestamp = fields.stringTemplate("Timestamp");
    if (seconds.isPresent() == timestamp.isPresent()) {
      fields
          .problems()
          .schema(fields.path(), "A Wait state must have either 'Seconds' or 'Timestamp'");
    }
    return new State.Wait(
        name,
        seconds.isPresent() ? State.Wait.Until.Seconds : State.Wait.Until.Timestamp,
        seconds.or(() -> timestamp).orElse(null),
        TransitionParser.nextOrEnd(fields));
  }

  private static boolean isTimestamp(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static State fail(String name, Fields fields) {
    return new State.Fail(name, fields.stringTemplate("Error"), fields.stringTemplate("Cause"));
  }
}
