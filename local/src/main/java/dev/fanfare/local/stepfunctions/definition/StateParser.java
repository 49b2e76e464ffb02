package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.definition.State.Integration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/** Parses one state. */
final class StateParser {
  private final MapParser maps;
  private final boolean jsonata;

  StateParser(WorkflowReader workflows, boolean jsonata) {
    this.maps = new MapParser(workflows);
    this.jsonata = jsonata;
  }

  /** Returns the state. If its type is unknown, adds a problem and returns empty. */
  Optional<State> parse(String name, Fields fields) {
    if (fields.constant("QueryLanguage", "JSONata").isEmpty() && !jsonata) {
      fields.refuseHere(
          "QueryLanguage",
          "The query language is JSONPath unless the state or the state machine says"
              + " \"JSONata\", and JSONPath is not supported here");
    }
    var type = fields.requiredString("Type");
    var state = work(type, name, fields).map(work -> state(name, work, fields));
    state.ifPresent(parsed -> fields.refuseRest("a " + type + " state"));
    return state;
  }

  private Optional<State.Work> work(String type, String name, Fields fields) {
    return switch (type) {
      case "Task" -> Optional.of(task(fields));
      case "Map" -> Optional.of(maps.parse(name, fields));
      case "Choice" -> Optional.of(choice(fields));
      case "Wait" -> Optional.of(pause(fields));
      case "Pass" -> Optional.of(new State.Pass());
      case "Succeed" -> Optional.of(new State.Succeed());
      case "Fail" ->
          Optional.of(
              new State.Fail(fields.stringTemplate("Error"), fields.stringTemplate("Cause")));
      case "Parallel" -> {
        fields.refuseHere("Type", "Type \"Parallel\" is not supported here");
        yield Optional.empty();
      }
      default -> {
        fields.expect(type.isEmpty(), "Type", "the name of a state type");
        yield Optional.empty();
      }
    };
  }

  private static State state(String name, State.Work work, Fields fields) {
    boolean mayFail = work instanceof State.Task || work instanceof State.DistributedMap;
    var errors = mayFail ? ErrorHandling.read(fields) : ErrorHandling.NONE;
    Transition onward;
    if (work instanceof State.Choice) {
      onward = Transition.optional(fields, "Default");
    } else if (work instanceof State.Succeed) {
      onward = Transition.end(fields);
    } else {
      onward = work instanceof State.Fail ? Transition.NONE : Transition.nextOrEnd(fields);
    }
    return new State(name, work, errors, onward);
  }

  private static State.Work task(Fields fields) {
    var arns = Stream.of(Integration.values()).map(Integration::arn).toArray(String[]::new);
    var resource = fields.supported("Resource", arns);
    var integration =
        Stream.of(Integration.values()).filter(i -> i.arn().equals(resource)).findFirst().get();
    fields
        .take("Arguments")
        .filter(JsonNode::isObject)
        .ifPresent(arguments -> checkArguments(fields, integration, arguments));
    fields.require("Arguments");
    return new State.Task(
        integration,
        fields.objectTemplate("Arguments").orElse(Fields.MISSING),
        fields.integerTemplate("TimeoutSeconds", 1, Fields.MAX_SECONDS));
  }

  private static void checkArguments(Fields fields, Integration integration, JsonNode arguments) {
    var known = integration.arguments();
    if (!arguments.has(known.get(0))) {
      fields.refuse("Arguments", "The field '" + known.get(0) + "' is required but missing");
    }
    for (var argument : arguments.properties()) {
      var name = argument.getKey();
      if (!known.contains(name)) {
        fields.refuseHere(
            "Arguments/" + name,
            "Argument '%s' is not supported here, only %s"
                .formatted(name, String.join(", ", known)));
      }
    }
  }

  private static State.Work choice(Fields fields) {
    fields.require("Choices");
    return new State.Choice(fields.objects("Choices").stream().map(StateParser::rule).toList());
  }

  private static State.Choice.Rule rule(Fields fields) {
    fields.require("Condition");
    var condition =
        fields.template("Condition", JsonNode::isBoolean, "true, false or a JSONata expression");
    var rule = new State.Choice.Rule(condition.orElse(Fields.MISSING), Transition.next(fields));
    fields.refuseRest("a choice rule");
    return rule;
  }

  private static State.Work pause(Fields fields) {
    var seconds = fields.integerTemplate("Seconds", 0, Fields.MAX_SECONDS);
    fields.template("Timestamp", StateParser::isTimestamp, "an ISO 8601 timestamp");
    var timestamp = fields.stringTemplate("Timestamp");
    if (seconds.isPresent() == timestamp.isPresent()) {
      fields.refuse("A Wait state must have either 'Seconds' or 'Timestamp'");
    }
    return new State.Wait(
        seconds.isPresent() ? "Seconds" : "Timestamp",
        seconds.or(() -> timestamp).orElse(Fields.MISSING));
  }

  private static boolean isTimestamp(JsonNode value) {
    try {
      OffsetDateTime.parse(value.asText());
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
