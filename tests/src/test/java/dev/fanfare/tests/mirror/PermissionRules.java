package dev.fanfare.tests.mirror;

import dev.fanfare.local.iam.PolicyStatement;
import dev.fanfare.local.lambda.FunctionSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** A role grants exactly what its code uses. A missing permission would fail only on AWS. */
final class PermissionRules {
  /** The permissions that SDK operations need; {@code ""} marks an operation that calls nothing. */
  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("ApiGatewayManagementApiAsyncClient.builder", ""),
          Map.entry("ApiGatewayManagementApiAsyncClient.close", ""),
          Map.entry(
              "ApiGatewayManagementApiAsyncClient.postToConnection",
              "execute-api:ManageConnections"),
          Map.entry("ApiGatewayManagementApiClient.builder", ""),
          Map.entry(
              "ApiGatewayManagementApiClient.deleteConnection", "execute-api:ManageConnections"),
          Map.entry("ApiGatewayManagementApiClient.getConnection", "execute-api:ManageConnections"),
          Map.entry("DynamoDbClient.batchGetItem", "dynamodb:BatchGetItem"),
          Map.entry("DynamoDbClient.batchWriteItem", "dynamodb:BatchWriteItem"),
          Map.entry("DynamoDbClient.builder", ""),
          Map.entry("DynamoDbClient.close", ""),
          Map.entry("DynamoDbClient.deleteItem", "dynamodb:DeleteItem"),
          Map.entry("DynamoDbClient.getItem", "dynamodb:GetItem"),
          Map.entry("DynamoDbClient.putItem", "dynamodb:PutItem"),
          Map.entry("DynamoDbClient.query", "dynamodb:Query"),
          Map.entry("DynamoDbClient.queryPaginator", "dynamodb:Query"),
          Map.entry("DynamoDbClient.scan", "dynamodb:Scan"),
          Map.entry("DynamoDbClient.updateItem", "dynamodb:UpdateItem"),
          // A transaction needs the permissions of its individual writes.
          Map.entry("DynamoDbClient.transactWriteItems", ""),
          Map.entry("TransactWriteItem.conditionCheck", "dynamodb:ConditionCheckItem"),
          Map.entry("TransactWriteItem.delete", "dynamodb:DeleteItem"),
          Map.entry("TransactWriteItem.put", "dynamodb:PutItem"),
          Map.entry("TransactWriteItem.update", "dynamodb:UpdateItem"),
          Map.entry("S3Client.builder", ""),
          Map.entry("S3Client.close", ""),
          Map.entry("S3Client.deleteObject", "s3:DeleteObject"),
          Map.entry("S3Client.getObject", "s3:GetObject"),
          Map.entry("S3Client.headObject", "s3:GetObject"),
          Map.entry("S3Client.listObjectsV2", "s3:ListBucket"),
          Map.entry("S3Client.listObjectsV2Paginator", "s3:ListBucket"),
          Map.entry("S3Client.putObject", "s3:PutObject"),
          Map.entry("SecretsManagerClient.builder", ""),
          Map.entry("SecretsManagerClient.getSecretValue", "secretsmanager:GetSecretValue"),
          Map.entry("SfnClient.builder", ""),
          Map.entry("SfnClient.describeExecution", "states:DescribeExecution"),
          Map.entry("SfnClient.listExecutions", "states:ListExecutions"),
          Map.entry("SfnClient.listMapRunsPaginator", "states:ListMapRuns"),
          Map.entry("SfnClient.startExecution", "states:StartExecution"),
          Map.entry("SqsClient.builder", ""),
          Map.entry("SqsClient.sendMessage", "sqs:SendMessage"),
          Map.entry("SqsClient.sendMessageBatch", "sqs:SendMessage"));

  private static final Set<String> LOGGING = Set.of("logs:CreateLogStream", "logs:PutLogEvents");

  private static final Set<String> POLLING =
      Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

  private static final Set<String> READING_STREAMS =
      Set.of(
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams");

  /** Permissions that are necessary although no call requires them, each with its reason. */
  private static final Map<String, Set<String>> BESIDES_CALLS =
      Map.of(
          // For a missing object S3 returns 404 only to callers that may list the bucket, and
          // otherwise 403.
          "PlanShards", Set.of("s3:ListBucket"),
          "PushShard", Set.of("s3:ListBucket"));

  private PermissionRules() {}

  static Stream<String> actions(Blueprint blueprint) {
    return blueprint.functions().stream().flatMap(PermissionRules::ofFunction);
  }

  private static Stream<String> ofFunction(FunctionSpec function) {
    String role = Blueprint.step(function) + "Role";
    Set<String> operations = SdkCalls.of(Handlers.CLASSES.get(function.code().handler()));
    var unknown =
        operations.stream()
            .filter(operation -> !ACTIONS.containsKey(operation))
            .map(operation -> "its code calls " + operation + ": add its action to this rule");
    Set<String> granted = granted(function.role().statements());
    Set<String> needed = needed(function, operations);
    var missing =
        minus(needed, granted).map(action -> "must grant " + action + ": its code uses it");
    var excess = minus(granted, needed).map(action -> "grants " + action + ": no code uses it");
    return Stream.of(unknown, missing, excess)
        .flatMap(drifts -> drifts)
        .map(rule -> Drift.inTemplate(role, rule));
  }

  private static Set<String> needed(FunctionSpec function, Set<String> operations) {
    var needed = new HashSet<>(LOGGING);
    operations.stream()
        .map(operation -> ACTIONS.getOrDefault(operation, ""))
        .filter(action -> !action.isEmpty())
        .forEach(needed::add);
    needed.addAll(BESIDES_CALLS.getOrDefault(Blueprint.step(function), Set.of()));
    if (!function.triggers().queues().isEmpty()) {
      needed.addAll(POLLING);
    }
    if (!function.triggers().streams().isEmpty()) {
      needed.addAll(READING_STREAMS);
    }
    // Lambda sends to the destination with the function's role.
    Stream.concat(
            function.triggers().async().onFailureQueueArn().stream(),
            function.triggers().streams().stream()
                .flatMap(e -> e.retries().onFailureQueueArn().stream()))
        .forEach(queue -> needed.add("sqs:SendMessage"));
    return needed;
  }

  static Set<String> granted(List<PolicyStatement> statements) {
    return statements.stream()
        .filter(statement -> statement.effect().equals("Allow"))
        .flatMap(statement -> statement.actions().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Stream<String> minus(Set<String> all, Set<String> without) {
    return all.stream().filter(one -> !without.contains(one)).sorted();
  }

  static Stream<String> wildcards(Blueprint blueprint) {
    return allows(blueprint)
        .flatMap(
            statement ->
                texts(statement, "Action")
                    .filter(action -> action.contains("*"))
                    .map(action -> at(statement, "grants " + action + ": name the actions")));
  }

  /** A comment in the line above must justify a wide resource. */
  static Stream<String> comments(Blueprint blueprint) {
    return allows(blueprint)
        .filter(statement -> texts(statement, "Resource").anyMatch(r -> r.contains("*")))
        .filter(statement -> !isExplained(statement, blueprint.text()))
        .map(statement -> at(statement, "its Resource has a * and no comment above it says why"));
  }

  private static boolean isExplained(MappingNode statement, TemplateText text) {
    return statement.getValue().stream()
        .filter(entry -> TemplateText.written(entry.getKeyNode()).equals("Resource"))
        .anyMatch(entry -> text.isCommentAbove(TemplateText.line(entry.getKeyNode())));
  }

  private static Stream<MappingNode> allows(Blueprint blueprint) {
    return blueprint.text().mappings("Resources").stream()
        .filter(node -> TemplateText.children(node).containsKey("Resource"))
        .filter(node -> texts(node, "Effect").anyMatch("Allow"::equals));
  }

  private static Stream<String> texts(MappingNode statement, String key) {
    Node value = TemplateText.children(statement).get(key);
    return value == null
        ? Stream.of()
        : TemplateText.items(value).stream().map(TemplateText::written);
  }

  private static String at(MappingNode statement, String rule) {
    return Drift.inTemplate("statement at line " + TemplateText.line(statement), rule);
  }
}
