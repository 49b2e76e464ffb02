package dev.fanfare.local.cloudformation.api;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.cloudformation.StackListing;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Input;
import dev.fanfare.local.http.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CloudFormation's calls that describe the stack. */
public record StackService(RunningStack stack) implements Api {
  private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";
  private static final String COMPLETE = "CREATE_COMPLETE";
  private static final String NAME = "StackName";

  /** The maximum number of resources that AWS returns in one response. */
  private static final int PAGE = 100;

  @Override
  public HttpHandler handler() {
    return AwsApi.handler(
        "CloudFormation",
        Map.of(
            "DescribeStacks",
            Action.of(this::describe, NAME),
            "ListStackResources",
            Action.of(this::listResources, NAME, "NextToken"),
            "DescribeStackResources",
            Action.of(this::describeResources, NAME, "LogicalResourceId", "PhysicalResourceId"),
            "GetTemplate",
            Action.of(this::template, NAME, "TemplateStage")),
        Protocol.query(NAMESPACE));
  }

  private Map<String, Object> describe(Input input) {
    input.text(NAME).ifPresent(this::requireStack);
    var shape = new LinkedHashMap<String, Object>();
    shape.put("StackId", stack.id());
    shape.put(NAME, stack.name());
    if (!stack.listing().description().isEmpty()) {
      shape.put("Description", stack.listing().description());
    }
    shape.put(
        "Parameters",
        stack.listing().parameters().entrySet().stream()
            .map(each -> pair("ParameterKey", each.getKey(), "ParameterValue", each.getValue()))
            .toList());
    shape.put("CreationTime", stack.createdAt());
    shape.put("RollbackConfiguration", Map.of());
    shape.put("StackStatus", COMPLETE);
    shape.put("DisableRollback", false);
    shape.put("NotificationARNs", List.of());
    shape.put("Capabilities", List.of("CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"));
    shape.put(
        "Outputs",
        stack.outputs().entrySet().stream()
            .map(each -> output(each.getKey(), each.getValue()))
            .toList());
    shape.put("Tags", List.of());
    shape.put("EnableTerminationProtection", false);
    shape.put("DriftInformation", Map.of("StackDriftStatus", "NOT_CHECKED"));
    return Map.of("Stacks", List.of(shape));
  }

  private Map<String, Object> output(String name, String value) {
    var output = pair("OutputKey", name, "OutputValue", value);
    Optional.ofNullable(stack.listing().outputDescriptions().get(name))
        .ifPresent(description -> output.put("Description", description));
    return output;
  }

  private Map<String, Object> listResources(Input input) {
    requireStack(input);
    List<StackListing.Resource> all = stack.listing().resources();
    int from = input.text("NextToken").map(StackService::position).orElse(0);
    int to = Math.min(from + PAGE, all.size());
    var answer = new LinkedHashMap<String, Object>();
    answer.put(
        "StackResourceSummaries",
        all.subList(Math.min(from, to), to).stream()
            .map(resource -> resource(resource, "LastUpdatedTimestamp"))
            .toList());
    if (to < all.size()) {
      answer.put("NextToken", String.valueOf(to));
    }
    return answer;
  }

  private static int position(String token) {
    if (!token.matches("[0-9]{1,6}")) {
      throw invalid("NextToken " + token + " does not belong to this list");
    }
    return Integer.parseInt(token);
  }

  private Map<String, Object> describeResources(Input input) {
    Optional<String> physicalId = input.text("PhysicalResourceId");
    if (input.text(NAME).isEmpty() && physicalId.isEmpty()) {
      throw invalid("You must specify either StackName or PhysicalResourceId");
    }
    input.text(NAME).ifPresent(this::requireStack);
    Optional<String> logicalId = input.text("LogicalResourceId");
    List<Map<String, Object>> found =
        stack.listing().resources().stream()
            .filter(each -> logicalId.map(each.logicalId()::equals).orElse(true))
            .filter(each -> physicalId.map(each.physicalId()::equals).orElse(true))
            .limit(PAGE)
            .map(each -> described(resource(each, "Timestamp")))
            .toList();
    if (found.isEmpty()) {
      throw invalid(
          logicalId
              .map(id -> "Resource %s does not exist for stack %s".formatted(id, stack.name()))
              .orElse("Stack for %s does not exist".formatted(physicalId.orElse(""))));
    }
    return Map.of("StackResources", found);
  }

  private Map<String, Object> resource(StackListing.Resource resource, String timeKey) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("LogicalResourceId", resource.logicalId());
    shape.put("PhysicalResourceId", resource.physicalId());
    shape.put("ResourceType", resource.type());
    shape.put(timeKey, stack.createdAt());
    shape.put("ResourceStatus", COMPLETE);
    shape.put("DriftInformation", Map.of("StackResourceDriftStatus", "NOT_CHECKED"));
    return shape;
  }

  private Map<String, Object> described(Map<String, Object> resource) {
    resource.put(NAME, stack.name());
    resource.put("StackId", stack.id());
    return resource;
  }

  private Map<String, Object> template(Input input) {
    requireStack(input);
    String stage = input.text("TemplateStage").orElse("Original");
    if (!stage.equals("Original")) {
      throw invalid(
          "TemplateStage is %s: the local CloudFormation returns the template only as it was written"
              .formatted(stage));
    }
    return Map.of("TemplateBody", stack.templateBody(), "StagesAvailable", List.of("Original"));
  }

  private void requireStack(Input input) {
    requireStack(
        input
            .text(NAME)
            .orElseThrow(() -> invalid("1 validation error detected: StackName is null")));
  }

  private void requireStack(String nameOrId) {
    if (!stack.isCalled(nameOrId)) {
      throw invalid("Stack with id " + nameOrId + " does not exist");
    }
  }

  private static Map<String, Object> pair(String key, String name, String valueKey, String value) {
    var pair = new LinkedHashMap<String, Object>();
    pair.put(key, name);
    pair.put(valueKey, value);
    return pair;
  }

  private static ApiError invalid(String message) {
    return new ApiError(400, "ValidationError", message);
  }
}
