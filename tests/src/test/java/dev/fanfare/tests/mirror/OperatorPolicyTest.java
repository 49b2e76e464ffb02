package dev.fanfare.tests.mirror;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.fanfare.tests.project.Project;
import dev.fanfare.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator policy in docs/operate.md allows exactly the calls that the commands make. */
class OperatorPolicyTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/tests/target/"))
          .withImportOption(
              location -> location.matches(Pattern.compile(".*/(cli|core)/target/.*")))
          .importPackages("dev.fanfare");

  /** Commands that run on one machine or make no calls. */
  private static final Set<String> NOT_OF_OPERATORS =
      Set.of("LocalCommand", "DemoCommand", "WorkerCommand", "CompletionCommand");

  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          entry("CloudFormationClient.describeStacks", "cloudformation:DescribeStacks"),
          entry("CloudFormationClient.getTemplate", "cloudformation:GetTemplate"),
          entry(
              "CloudFormationClient.listStackResourcesPaginator",
              "cloudformation:ListStackResources"),
          entry("CloudWatchClient.describeAlarms", "cloudwatch:DescribeAlarms"),
          entry("CloudWatchClient.describeAlarmsPaginator", "cloudwatch:DescribeAlarms"),
          entry("CloudWatchClient.getMetricData", "cloudwatch:GetMetricData"),
          entry("CloudWatchClient.getMetricStatistics", "cloudwatch:GetMetricStatistics"),
          entry("CloudWatchLogsClient.filterLogEvents", "logs:FilterLogEvents"),
          entry("CloudWatchLogsClient.filterLogEventsPaginator", "logs:FilterLogEvents"),
          entry("DynamoDbClient.describeTable", "dynamodb:DescribeTable"),
          entry("DynamoDbClient.getItem", "dynamodb:GetItem"),
          entry("DynamoDbClient.query", "dynamodb:Query"),
          entry("DynamoDbClient.queryPaginator", "dynamodb:Query"),
          entry("LambdaClient.getFunction", "lambda:GetFunction"),
          entry("S3Client.deleteObject", "s3:DeleteObject"),
          entry("S3Client.getObject", "s3:GetObject"),
          entry("S3Client.headObject", "s3:GetObject"),
          entry("S3Client.putObject", "s3:PutObject"),
          entry("S3Client.getObjectAsBytes", "s3:GetObject"),
          entry("S3Client.headBucket", "s3:ListBucket"),
          entry("S3Client.listObjectsV2Paginator", "s3:ListBucket"),
          entry("ServiceQuotasClient.getServiceQuota", "servicequotas:GetServiceQuota"),
          entry(
              "ServiceQuotasClient.getAWSDefaultServiceQuota",
              "servicequotas:GetAWSDefaultServiceQuota"),
          entry("SqsClient.getQueueAttributes", "sqs:GetQueueAttributes"));

  private static final Pattern POLICY = Pattern.compile("```json\n(.+?)```", Pattern.DOTALL);

  @Test
  void policy_operations_areThoseOfTheCommands() throws Exception {
    var granted = new TreeSet<String>();
    for (JsonNode statement : Json.MAPPER.readTree(policy()).path("Statement")) {
      statement.path("Action").forEach(action -> granted.add(action.asText()));
    }

    Set<String> needed =
        operations()
            .map(OperatorPolicyTest::action)
            .filter(action -> !action.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    // For a missing object S3 returns 404 only to callers that may list the bucket, and otherwise
    // 403.
    needed.add("s3:ListBucket");

    assertThat(granted).isEqualTo(needed);
  }

  /** Names as CloudFormation generates them, by type. Bucket names are lower case. */
  private static final Map<String, String> MADE_UP =
      Map.of(
          "AWS::DynamoDB::Table", "table/%s-%s-1A2B3C",
          "AWS::Serverless::Function", "function:%s-%s-1A2B3C",
          "AWS::SQS::Queue", "111122223333:%s-%s-1A2B3C",
          "AWS::S3::Bucket", ":::%s-%s-1a2b3c");

  @Test
  void policy_resources_coverThisStackOnly() throws Exception {
    var granted = new ArrayList<Pattern>();
    for (JsonNode statement : Json.MAPPER.readTree(policy()).path("Statement")) {
      JsonNode resource = statement.path("Resource");
      (resource.isArray() ? resource : List.of(resource)).forEach(arn -> granted.add(pattern(arn)));
    }

    var text = TemplateText.of(Project.text(Project.FOLDER.resolve("template.yaml")));
    text.entries("Resources").keySet().forEach(part -> check(text, part, granted));
  }

  private static void check(TemplateText text, String part, List<Pattern> granted) {
    String name = MADE_UP.get(text.scalar("Resources", part, "Type").orElse(""));
    if (name != null) {
      String id = name.startsWith(":::") ? part.toLowerCase(Locale.ROOT) : part;
      assertThat(granted)
          .as("the policy in docs/operate.md, for " + part)
          .anyMatch(arn -> arn.matcher(name.formatted("fanfare", id)).find())
          .noneMatch(arn -> arn.matcher(name.formatted("fanfare-prod", id)).find());
    }
  }

  /**
   * Matches the last part of the ARN, which holds the name. A lone star matches nothing, because it
   * is for actions that AWS cannot restrict to a name.
   */
  private static Pattern pattern(JsonNode arn) {
    String text = arn.asText();
    if (text.equals("*")) {
      return Pattern.compile("(?!)");
    }
    String end = text.replaceFirst("^arn:aws:\\w+:us-east-1:111122223333:(?=table|function)", "");
    String name = end.replaceFirst("^arn:aws:(s3|sqs:us-east-1:)", "");
    String[] parts = name.split("\\*", -1);
    return Pattern.compile(
        "^" + Stream.of(parts).map(Pattern::quote).collect(Collectors.joining(".*")) + "$");
  }

  private static Stream<String> operations() {
    List<JavaClass> commands =
        CLASSES.stream()
            .filter(type -> type.getSimpleName().endsWith("Command"))
            .filter(type -> !NOT_OF_OPERATORS.contains(type.getSimpleName()))
            .toList();
    assertThat(commands).hasSizeGreaterThan(9);
    return commands.stream().flatMap(command -> SdkCalls.of(command, CLASSES).stream()).distinct();
  }

  /** An operation without an entry here needs the permission of its own name. */
  private static String action(String operation) {
    String method = operation.substring(operation.indexOf('.') + 1);
    if (Set.of("builder", "close").contains(method)) {
      return "";
    } else if (operation.startsWith("SfnClient.")) {
      String name = method.replace("Paginator", "");
      return "states:" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
    return ACTIONS.getOrDefault(operation, operation);
  }

  private static String policy() {
    Matcher policy =
        POLICY.matcher(Project.text(Project.FOLDER.resolve("docs").resolve("operate.md")));
    assertThat(policy.find()).as("a policy in docs/operate.md").isTrue();
    return policy.group(1);
  }
}
