package dev.fanfare.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {
  @TempDir Path folder;

  @Test
  void read_function_hasDefaultsOfGlobalsAndItsOwnProperties() {
    var start = function("StartFunction");

    assertThat(start.name()).isEqualTo("fanfare-StartFunction");
    assertThat(start.arn())
        .isEqualTo("arn:aws:lambda:eu-central-2:000000000000:function:fanfare-StartFunction");
    assertThat(start.handler()).isEqualTo("dev.fanfare.start.StartHandler::handleRequest");
    assertThat(start.runtime()).isEqualTo("java25");
    assertThat(start.codeUri()).isEqualTo(folder.toAbsolutePath().resolve("functions.jar"));
    assertThat(start.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(start.memoryMegabytes()).isEqualTo(128);
    assertThat(start.alias()).contains("live");
    assertThat(start.reservedConcurrency()).isEmpty();
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
    assertThat(function("StartFunction").queueEvents())
        .containsExactly(
            new QueueEvent(
                "Requests",
                "Requests",
                "arn:aws:sqs:eu-central-2:000000000000:fanfare-Requests",
                5,
                Duration.ZERO,
                true,
                OptionalInt.of(3),
                true));
    assertThat(function("PushShardFunction").queueEvents()).isEmpty();
  }

  @Test
  void read_function_hasTheStatementsOfItsRole() {
    assertThat(function("StartFunction").roleArn())
        .isEqualTo("arn:aws:iam::000000000000:role/fanfare-StartFunctionRole");
    assertThat(function("StartFunction").statements())
        .containsExactly(
            new PolicyStatement(
                Optional.of("Start"),
                "Allow",
                List.of("states:StartExecution"),
                List.of("arn:aws:states:eu-central-2:000000000000:stateMachine:fanfare-Broadcast"),
                Map.of()));
    assertThat(function("PushShardFunction").roleArn())
        .isEqualTo("arn:aws:iam::000000000000:role/fanfare-PushRole");
    assertThat(function("PushShardFunction").statements())
        .singleElement()
        .satisfies(s -> assertThat(s.actions()).containsExactly("execute-api:ManageConnections"));
  }

  @Test
  void read_memoryFromMapping_isResolved() {
    assertThat(function("PushShardFunction").memoryMegabytes()).isEqualTo(1769);
    assertThat(function("PushShardFunction").reservedConcurrency()).hasValue(50);
    assertThat(function("PushShardFunction").logGroup())
        .isEqualTo("/aws/lambda/fanfare-PushShardFunction");
  }

  @Test
  void read_stateMachine_hasSubstitutionsAndAttachedPolicies() {
    var machine = whole().stateMachines().get(0);

    assertThat(machine.definition())
        .contains(
            "\"FunctionName\": \"arn:aws:lambda:eu-central-2:000000000000:function:fanfare-PushShardFunction\"")
        .contains("\"TimeoutSeconds\": 60,")
        .contains("$states.input.{'a': 1}")
        .doesNotContain("${");
    assertThat(machine.statements().stream().flatMap(s -> s.actions().stream()))
        .containsExactly("lambda:InvokeFunction", "states:StartExecution");
    assertThat(machine.roleArn()).isEqualTo("arn:aws:iam::000000000000:role/fanfare-BroadcastRole");
  }

  @Test
  void read_table_hasKeysIndexesAndTtl() {
    var table = whole().tables().get(0);

    assertThat(table.key())
        .isEqualTo(new TableResource.Key("user_id", Optional.of("connection_id")));
    assertThat(table.attributes())
        .containsExactly(Map.entry("user_id", "S"), Map.entry("connection_id", "S"));
    assertThat(table.indexes())
        .containsExactly(
            new TableResource.Index(
                "by-connection",
                new TableResource.Key("connection_id", Optional.empty()),
                "KEYS_ONLY",
                List.of()));
    assertThat(table.ttlAttribute()).contains("expires_at");
  }

  @Test
  void read_queues_haveRedriveAndDefaults() {
    var queues = whole().queues();

    assertThat(queues)
        .extracting(QueueResource::name)
        .containsExactly("fanfare-Requests", "fanfare-dead");
    assertThat(queues.get(0).redrive())
        .contains(
            new QueueResource.Redrive("arn:aws:sqs:eu-central-2:000000000000:fanfare-dead", 5));
    assertThat(queues.get(1).visibility()).isEqualTo(Duration.ofSeconds(30));
    assertThat(queues.get(1).receiveWait()).isEqualTo(Duration.ZERO);
  }

  @Test
  void read_socketApi_hasRoutesWithTheirFunctions() {
    var template = whole();
    var api = template.socketApis().get(0);

    assertThat(api.apiId()).matches("[a-z0-9]{10}");
    assertThat(api.stage()).isEqualTo("live");
    assertThat(api.routeSelectionExpression()).isEqualTo("$request.body.action");
    var route = api.route("$connect").orElseThrow();
    assertThat(route.function()).isEqualTo("ConnectFunction");
    assertThat(route.functionArn())
        .isEqualTo(
            "arn:aws:lambda:eu-central-2:000000000000:function:fanfare-ConnectFunction:live");
    assertThat(route.responds()).isFalse();
    assertThat(route.throttle()).isEmpty();
    var join = api.route("join").orElseThrow();
    assertThat(join.responds()).isTrue();
    assertThat(join.throttle()).contains(new SocketApiResource.Throttle(2.5, 5));
    var ping = api.route("ping").orElseThrow();
    assertThat(ping.mock()).contains("{\"type\":\"pong\"}");
    assertThat(ping.responds()).isTrue();
    assertThat(route.mock()).isEmpty();
    assertThat(route.authorizer().orElseThrow().identitySources())
        .containsExactly("route.request.querystring.token");
    assertThat(template.outputs())
        .containsEntry(
            "SocketUrl", "wss://" + api.apiId() + ".execute-api.eu-central-2.amazonaws.com/live");
  }

  @Test
  void read_bucketWithoutName_getsOneInLowerCase() {
    assertThat(whole().buckets())
        .containsExactly(
            new BucketResource("Objects", "fanfare-objects", "arn:aws:s3:::fanfare-objects"));
  }

  @Test
  void read_whatChangesNothing_isToldWithItsReason() {
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
  void read_conditionThatHolds_makesTheResource() {
    var template = Templates.read(folder, Templates.whole(), Map.of("Alarms", "yes"));

    assertThat(template.outputs()).containsEntry("Note", "alarms");
    assertThat(template.noEffects())
        .filteredOn(n -> n.path().equals("Resources.BroadcastsFailed"))
        .extracting(NoEffect::reason)
        .containsExactly("no alarm is raised on one machine");
  }

  @Test
  void read_twice_givesTheSame() {
    assertThat(whole()).isEqualTo(whole());
  }

  @Test
  void read_severalFaults_namesAllAtOnce() {
    var yaml =
        Templates.whole()
            .replace("VisibilityTimeout: 180", "VisibilityTimout: 180")
            .replace("BatchSize: 5", "BatchSize: 0")
            .replace("TABLE: !Ref Connections", "TABLE: !Ref Conections");

    assertThatThrownBy(() -> Templates.read(folder, yaml))
        .isInstanceOf(UnsupportedTemplateException.class)
        .hasMessageContaining(
            "Resources.Requests.Properties.VisibilityTimout (line 68) is '180': not a property")
        .hasMessageContaining(
            "Properties.Events.Requests.Properties.BatchSize (line 125) is '0': must be a whole number from 1 to 10000")
        .hasMessageContaining(
            "Resources.PushShardFunction.Properties.Environment.Variables.TABLE (line 43) is 'Conections': no parameter or resource has this name");
  }

  private FunctionResource function(String logicalId) {
    return whole().functions().stream()
        .filter(f -> f.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }

  private Template whole() {
    return Templates.read(folder, Templates.whole());
  }
}
