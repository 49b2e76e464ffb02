package dev.fanfare.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.local.stepfunctions.StateMachineSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The local stack must be able to read the deployed template unchanged. */
class DeployedTemplateTest {
  private static final Path FILE = Path.of("..", "template.yaml");

  @Test
  void read_deployedTemplate_hasNoProblems() throws IOException {
    var template = Template.read(FILE, Map.of(), Templates.STACK, Templates.TYPES);

    assertThat(template.all(FunctionSpec.class)).isNotEmpty();
    assertThat(template.all(StateMachineSpec.class)).isNotEmpty();
    assertThat(template.all(StateMachineSpec.class).get(0).definition()).doesNotContain("${");
    assertThat(template.all(GatewayApi.class).get(0).routes()).containsKey("$connect");
    assertThat(template.outputs()).containsKeys("SocketUrl", "QueueUrl", "StateMachineArn");
  }

  @Test
  void read_stateMachine_hasTheSettingsOfTheTemplate() throws IOException {
    var settings =
        Template.read(FILE, Map.of(), Templates.STACK, Templates.TYPES)
            .all(StateMachineSpec.class)
            .get(0)
            .settings();

    assertThat(settings.logging().level()).isEqualTo("ERROR");
    assertThat(settings.logging().includesExecutionData()).isFalse();
    assertThat(settings.logging().logGroupArns().orElseThrow())
        .singleElement()
        .satisfies(arn -> assertThat(arn).startsWith("arn:aws:logs:").endsWith(":*"));
    assertThat(settings.isTraced()).isFalse();
  }

  @Test
  void read_reservations_areThoseOfPushingAndConnecting() throws IOException {
    var reserving = Map.of("ReservedForPushing", "20", "ReservedForConnecting", "30");

    assertThat(reserved(Map.of())).isEmpty();
    assertThat(reserved(reserving))
        .isEqualTo(Map.of("PushShardFunction", 20, "AuthorizeFunction", 30, "ConnectFunction", 30));
  }

  private static Map<String, Integer> reserved(Map<String, String> parameters) throws IOException {
    return Template.read(FILE, parameters, Templates.STACK, Templates.TYPES)
        .all(FunctionSpec.class)
        .stream()
        .filter(function -> function.limits().isReserved())
        .collect(
            Collectors.toMap(
                FunctionSpec::logicalId, function -> function.limits().maxEnvironments()));
  }

  @Test
  void read_ratesOfActions_coverEachActionAndNothingElse() throws IOException {
    var rates = Map.of("ActionRate", "7", "ActionBurst", "3");
    var api =
        Template.read(FILE, rates, Templates.STACK, Templates.TYPES).all(GatewayApi.class).get(0);

    assertThat(api.throttles().values()).containsOnly(new GatewayQuotas.Rate(7, 3));
    assertThat(api.throttles())
        .containsOnlyKeys(
            "joinchannel",
            "leavechannel",
            "listchannels",
            "listmembers",
            "countmembers",
            "sendmessage",
            "listmessages",
            "$default");
  }
}
