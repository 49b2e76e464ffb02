package dev.fanfare.local.cloudformation;

import dev.fanfare.local.cloudformation.resources.Resources;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Details of a stack that the CloudFormation API returns but that the stack does not need to run.
 *
 * @param description the template's description; may be empty
 * @param parameters values by name; asterisks replace values with {@code NoEcho}
 * @param outputDescriptions descriptions by output name; outputs without a description are absent
 * @param resources all created resources in template order, including the roles that SAM adds
 */
public record StackListing(
    String description,
    Map<String, String> parameters,
    Map<String, String> outputDescriptions,
    List<Resource> resources) {

  /**
   * @param type the type after SAM's transformation, such as {@code AWS::Lambda::Function}
   * @param physicalId the result of {@code Ref}
   */
  public record Resource(String logicalId, String type, String physicalId) {}

  public StackListing {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    outputDescriptions = Map.copyOf(outputDescriptions);
    resources = List.copyOf(resources);
  }

  static StackListing of(Value.Fields root, Map<String, Value> parameters, Resources resources) {
    return new StackListing(
        root.text("Description").orElse(""),
        shown(root.section("Parameters"), parameters),
        descriptions(root.section("Outputs")),
        resources.list().stream()
            .map(each -> new Resource(each.logicalId(), each.type().deployedAs(), each.ref()))
            .toList());
  }

  private static Map<String, String> shown(Value.Fields declared, Map<String, Value> parameters) {
    var shown = new LinkedHashMap<String, String>();
    parameters.forEach(
        (name, value) ->
            shown.put(
                name, declared.section(name).flag("NoEcho", false) ? "****" : value.toString()));
    return shown;
  }

  private static Map<String, String> descriptions(Value.Fields outputs) {
    var descriptions = new LinkedHashMap<String, String>();
    for (var name : outputs.entries().keySet()) {
      outputs
          .section(name)
          .text("Description")
          .ifPresent(description -> descriptions.put(name, description));
    }
    return descriptions;
  }
}
