package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.definition.State.Integration;
import dev.fanfare.local.stepfunctions.query.Template;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parses one state. */
final class StateParser {
  private static final String[] TYPES = {
    "Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"
  };

  private final MapParser maps;
  private final boolean jsonata;

  StateParser(WorkflowReader workflows, boolean jsonata) {
    this.maps = new MapParser(workflows);
    this.jsonata = jsonata;
  }

  /** Returns the state. If its type is unknown, adds a problem and returns empty. */
  Optional<State> parse(String name, Fields fields) {
    if (!usesJsonata(fields)) {
      return Optional.empty();
    }
    var type = fields.requiredString("Type");
    var state = work(type, name, fields).map(work -> state(name, work, fields));
    state.ifPresent(parsed -> fields.refuseRest("a " + type + " state", unsupported(type)));
    return state;
  }

  /** A state without a language of its own has that of the state machine. */
  private boolean usesJsonata(Fields fields) {
    var own = fields.oneOf("QueryLanguage", "JSONPath", "JSONata");
    if (own.filter("JSONPath"::equals).isPresent() && jsonata) {
      fields.refuse(
          "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
      return false;
    }
    boolean isJsonata = own.map(language -> !language.equals("JSONPath")).orElse(jsonata);
    if (!isJsonata) {
      fields.refuseHere(
          "QueryLanguage",
          "The query language is JSONPath unless the state or the state machine says"
              + " \"JSONata\", and JSONPath is not supported here");
    }
    return isJsonata;
  }

  /** The fields of a state that AWS knows, and that are not supported here. */
  private static String[] unsupported(String type) {
    return switch (type) {
      case "Task" -> new String[] {"Credentials", "HeartbeatSeconds"};
      case "Map" -> MapParser.UNSUPPORTED.toArray(String[]::new);
      default -> new String[0];
    };
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
        if (!type.isEmpty()) {
          fields.refuse("Type", Rules.oneOfRule("Type", TYPES));
        }
        yield Optional.empty();
      }
    };
  }

  private static State state(String name, State.Work work, Fields fields) {
    boolean mayFail =
        work instanceof State.Task
            || work instanceof State.DistributedMap
            || work instanceof State.InlineMap;
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
    var all = Integration.values();
    var resource = fields.resource(Stream.of(all).map(Integration::arn).toList());
    var integration =
        Stream.of(all).filter(each -> resource.filter(each.arn()::equals).isPresent()).findFirst();
    integration.ifPresent(known -> checkArguments(fields, known));
    return new State.Task(
        integration.orElse(all[0]),
        arguments(fields, integration.isPresent()).orElse(Fields.MISSING),
        fields.integerTemplate("TimeoutSeconds", 1, Fields.MAX_SECONDS));
  }

  /** What AWS takes as the arguments of an unsupported resource is not known here. */
  private static Optional<Template> arguments(Fields fields, boolean isSupported) {
    return isSupported ? fields.objectTemplate("Arguments") : fields.template("Arguments");
  }

  private static void checkArguments(Fields fields, Integration integration) {
    fields.require("Arguments");
    fields
        .take("Arguments")
        .filter(JsonNode::isObject)
        .ifPresent(arguments -> checkArguments(fields, integration.arguments(), arguments));
  }

  private static void checkArguments(Fields fields, List<String> known, JsonNode arguments) {
    if (!arguments.has(known.get(0))) {
      fields.refuse("Arguments", "The field '" + known.get(0) + "' is required but was missing");
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
    fields
        .take("Timestamp")
        .filter(value -> !TemplateParser.isExpression(value) && !isTimestamp(value))
        .ifPresent(value -> fields.refuse("Timestamp", "String does not match RFC3339 timestamp"));
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
