package dev.fanfare.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import dev.fanfare.local.dynamodb.TableSpec;
import dev.fanfare.local.iam.PolicyStatement;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.local.lambda.sources.QueueMapping;
import dev.fanfare.local.s3.BucketSpec;
import dev.fanfare.local.sqs.QueueSpec;
import dev.fanfare.local.stepfunctions.StateMachineSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

class TemplateTest {
  @TempDir Path folder;

  @Test
  void read_function_hasGlobalDefaultsAndItsOwnProperties() {
    var start = function("StartFunction");

    assertThat(start.name()).isEqualTo("fanfare-StartFunction");
    assertThat(start.arn())
        .isEqualTo("arn:aws:lambda:eu-central-2:000000000000:function:fanfare-StartFunction");
    assertThat(start.code().handler()).isEqualTo("dev.fanfare.start.StartHandler::handleRequest");
    assertThat(start.code().runtime()).isEqualTo("java25");
    assertThat(start.code().jar()).isEqualTo(folder.toAbsolutePath().resolve("functions.jar"));
    assertThat(start.limits().timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(start.limits().memoryMb()).isEqualTo(128);
    assertThat(start.triggers().alias()).contains("live");
    assertThat(start.limits().isReserved()).isFalse();
    assertThat(start.logGroup()).isEqualTo("/fanfare/fanfare/start");
    assertThat(start.environment())
        .containsExactly(
            Map.entry("TABLE", "fanfare-Connections"),
            Map.entry("RATE", "1"),
            Map.entry(
                "MACHINE",
                "arn:aws:states:eu-central-2:000000000000:stateMachine:fanfare-Broadcast"),
            Map.entry("QUEUE", "http://127.0.0.1:9324/000000000000/fanfare-Requests"));
  }

  @Test
  void read_function_hasItsQueues() {
    assertThat(function("StartFunction").triggers().queues())
        .containsExactly(
            new QueueMapping(
                "http://127.0.0.1:9324/000000000000/fanfare-Requests",
                "arn:aws:sqs:eu-central-2:000000000000:fanfare-Requests",
                "arn:aws:lambda:eu-central-2:000000000000:function:fanfare-StartFunction",
                5,
                Duration.ZERO,
                true,
                3));
    assertThat(function("PushShardFunction").triggers().queues()).isEmpty();
  }

  @Test
  void read_function_hasTheStatementsOfItsRole() {
    assertThat(function("StartFunction").role().arn())
        .isEqualTo("arn:aws:iam::000000000000:role/fanfare-StartFunctionRole");
    assertThat(function("StartFunction").role().statements())
        .containsExactly(
            new PolicyStatement(
                Optional.of("Start"),
                "Allow",
                List.of("states:StartExecution"),
                List.of("arn:aws:states:eu-central-2:000000000000:stateMachine:fanfare-Broadcast"),
                Map.of()));
    assertThat(function("PushShardFunction").role().arn())
        .isEqualTo("arn:aws:iam::000000000000:role/fanfare-PushRole");
    assertThat(function("PushShardFunction").role().statements())
        .singleElement()
        .satisfies(s -> assertThat(s.actions()).containsExactly("execute-api:ManageConnections"));
  }

  @Test
  void read_memoryFromMapping_isResolved() {
    assertThat(function("PushShardFunction").limits().memoryMb()).isEqualTo(1769);
    assertThat(function("PushShardFunction").limits().maxEnvironments()).isEqualTo(50);
    assertThat(function("PushShardFunction").limits().isReserved()).isTrue();
    assertThat(function("PushShardFunction").logGroup())
        .isEqualTo("/aws/lambda/fanfare-PushShardFunction");
  }

  @Test
  void read_stateMachine_hasSubstitutionsAndAttachedPolicies() {
    var machine = whole().all(StateMachineSpec.class).get(0);

    assertThat(machine.definition())
        .contains(
            "\"FunctionName\": \"arn:aws:lambda:eu-central-2:000000000000:function:fanfare-PushShardFunction\"")
        .contains("\"TimeoutSeconds\": 60,")
        .contains("$states.input.{'a': 1}")
        .doesNotContain("${");
    assertThat(machine.role().statements().stream().flatMap(s -> s.actions().stream()))
        .containsExactly("lambda:InvokeFunction", "states:StartExecution");
    assertThat(machine.role().arn())
        .isEqualTo("arn:aws:iam::000000000000:role/fanfare-BroadcastRole");
  }

  @Test
  void read_table_hasKeysIndexesAndTtl() {
    var table = whole().all(TableSpec.class).get(0);

    assertThat(keys(table.request().keySchema()))
        .containsExactly("user_id HASH", "connection_id RANGE");
    assertThat(table.request().attributeDefinitions())
        .extracting(each -> each.attributeName() + " " + each.attributeTypeAsString())
        .containsExactly("user_id S", "connection_id S");
    assertThat(table.request().globalSecondaryIndexes())
        .singleElement()
        .satisfies(
            index -> {
              assertThat(index.indexName()).isEqualTo("by-connection");
              assertThat(keys(index.keySchema())).containsExactly("connection_id HASH");
              assertThat(index.projection().projectionTypeAsString()).isEqualTo("KEYS_ONLY");
              assertThat(index.projection().nonKeyAttributes()).isEmpty();
            });
    assertThat(table.ttlAttribute()).contains("expires_at");
  }

  private static List<String> keys(List<KeySchemaElement> schema) {
    return schema.stream().map(key -> key.attributeName() + " " + key.keyTypeAsString()).toList();
  }

  @Test
  void read_queues_haveRedriveAndDefaults() {
    var queues = whole().all(QueueSpec.class);

    assertThat(queues)
        .extracting(QueueSpec::name)
        .containsExactly("fanfare-Requests", "fanfare-dead");
    assertThat(queues.get(0).redrive())
        .contains(new QueueSpec.Redrive("arn:aws:sqs:eu-central-2:000000000000:fanfare-dead", 5));
    assertThat(queues.get(1).visibility()).isEqualTo(Duration.ofSeconds(30));
    assertThat(queues.get(1).receiveWait()).isEqualTo(Duration.ZERO);
  }

  @Test
  void read_socketApi_hasRoutesWithTheirFunctions() {
    var template = whole();
    var api = template.all(GatewayApi.class).get(0);

    assertThat(api.apiId()).matches("[a-z0-9]{10}");
    assertThat(api.stage()).isEqualTo("live");
    assertThat(api.routeSelectionExpression()).isEqualTo("$request.body.action");
    assertThat(api.routes().get("$connect"))
        .isEqualTo(
            "arn:aws:lambda:eu-central-2:000000000000:function:fanfare-ConnectFunction:live");
    assertThat(api.responding()).containsExactlyInAnyOrder("join", "ping");
    assertThat(api.throttles()).isEqualTo(Map.of("join", new GatewayQuotas.Rate(2.5, 5)));
    assertThat(api.mocks()).isEqualTo(Map.of("ping", "{\"type\":\"pong\"}"));
    assertThat(api.routes()).containsOnlyKeys("$connect", "join");
    assertThat(api.authorizer().orElseThrow().identitySources())
        .containsExactly("route.request.querystring.token");
    assertThat(template.outputs())
        .containsEntry(
            "SocketUrl", "wss://" + api.apiId() + ".execute-api.eu-central-2.amazonaws.com/live");
  }

  @Test
  void read_bucketWithoutName_getsALowerCaseName() {
    assertThat(whole().all(BucketSpec.class))
        .containsExactly(
            new BucketSpec("Objects", "fanfare-objects", "arn:aws:s3:::fanfare-objects"));
  }

  @Test
  void read_propertyWithoutEffect_isReportedWithItsReason() {
    assertThat(whole().noEffects())
        .contains(
            new NoEffect(
                "Resources.DeadRequests.Properties.SqsManagedSseEnabled",
                77,
                "nothing is encrypted on one machine"))
        .contains(new NoEffect("Resources.BroadcastsFailed", 260, "its condition does not hold"))
        .extracting(NoEffect::path)
        .contains(
            "Resources.RequestsPolicy",
            "Resources.PushRole",
            "Resources.Connections.DeletionPolicy",
            "Resources.StartFunction.Properties.SnapStart")
        .doesNotContain(
            "Resources.StartFunction.Properties.Timeout", "Resources.StartFunctionRole");
  }

  @Test
  void read_trueCondition_createsTheResource() {
    var template = Templates.read(folder, Templates.whole(), Map.of("Alarms", "yes"));

    assertThat(template.outputs()).containsEntry("Note", "alarms");
    assertThat(template.noEffects())
        .filteredOn(n -> n.path().equals("Resources.BroadcastsFailed"))
        .extracting(NoEffect::reason)
        .containsExactly("the local stack evaluates no alarms of the template");
  }

  @Test
  void read_twice_hasTheSameResult() {
    assertThat(whole()).isEqualTo(whole());
  }

  @Test
  void read_severalFaults_namesAllAtOnce() {
    var yaml =
        Templates.whole()
            .replace("VisibilityTimeout: 180", "VisibilityTimout: 180")
            .replace("BatchSize: 5", "BatchSize: few")
            .replace("TABLE: !Ref Connections", "TABLE: !Ref Conections");

    assertThatThrownBy(() -> Templates.read(folder, yaml))
        .isInstanceOf(UnsupportedTemplateException.class)
        .hasMessageContaining(
            "Resources.Requests.Properties.VisibilityTimout (line 68) is '180': the local stack does not support this property")
        .hasMessageContaining(
            "Properties.Events.Requests.Properties.BatchSize (line 125) is 'few': must be a whole number")
        .hasMessageContaining(
            "Resources.PushShardFunction.Properties.Environment.Variables.TABLE (line 43) is 'Conections': no parameter or resource has this name");
  }

  private FunctionSpec function(String logicalId) {
    return whole().all(FunctionSpec.class).stream()
        .filter(f -> f.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }

  private Template whole() {
    return Templates.read(folder, Templates.whole());
  }
}
