package dev.fanfare.local.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What CloudFormation can tell of a stack, beyond what makes it run.
 *
 * @param description the template's; may be empty
 * @param parameters values by name, asterisks for one that must not be echoed
 * @param outputDescriptions by the output's name; an output without one is not there
 * @param resources all that are created, in the template's order, with the roles that SAM adds
 */
public record StackListing(
    String description,
    Map<String, String> parameters,
    Map<String, String> outputDescriptions,
    List<Resource> resources) {

  /**
   * @param type as CloudFormation has it when SAM is done, such as {@code AWS::Lambda::Function}
   * @param physicalId what {@code Ref} returns
   */
  public record Resource(String logicalId, String type, String physicalId) {}

  public StackListing {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    outputDescriptions = Map.copyOf(outputDescriptions);
    resources = List.copyOf(resources);
  }

  static StackListing of(Value.Fields root, Map<String, Value> parameters, List<Resolved> all) {
    return new StackListing(
        text(root, "Description").orElse(""),
        shown(fields(root, "Parameters"), parameters),
        descriptions(fields(root, "Outputs")),
        all.stream().map(StackListing::resource).toList());
  }

  private static Resource resource(Resolved resolved) {
    String type =
        switch (resolved.type().name()) {
          case "AWS::Serverless::Function" -> "AWS::Lambda::Function";
          case "AWS::Serverless::StateMachine" -> "AWS::StepFunctions::StateMachine";
          default -> resolved.type().name();
        };
    return new Resource(
        resolved.logicalId(), type, resolved.type().ref().apply(resolved.identity()));
  }

  private static Map<String, String> shown(Value.Fields declared, Map<String, Value> parameters) {
    var shown = new LinkedHashMap<String, String>();
    parameters.forEach(
        (name, value) -> {
          boolean isSecret =
              declared.entries().get(name) instanceof Value.Fields rules
                  && text(rules, "NoEcho").map(Boolean::parseBoolean).orElse(false);
          shown.put(name, isSecret ? "****" : value.toString());
        });
    return shown;
  }

  private static Map<String, String> descriptions(Value.Fields outputs) {
    var descriptions = new LinkedHashMap<String, String>();
    outputs
        .entries()
        .forEach(
            (name, output) -> {
              if (output instanceof Value.Fields fields) {
                text(fields, "Description").ifPresent(text -> descriptions.put(name, text));
              }
            });
    return descriptions;
  }

  /** Also of a template that will be refused: a description of another shape is none. */
  private static Optional<String> text(Value.Fields fields, String key) {
    return fields.get(key).filter(Value.Text.class::isInstance).map(Value::toString);
  }

  private static Value.Fields fields(Value.Fields root, String section) {
    return root.entries().get(section) instanceof Value.Fields fields
        ? fields
        : Value.Fields.empty(root.line());
  }
}
