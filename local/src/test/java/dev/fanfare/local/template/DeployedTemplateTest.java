package dev.fanfare.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The very file that deploys: the local stack must be able to read it as it is. */
class DeployedTemplateTest {
  private static final Path FILE = Path.of("..", "template.yaml");

  @Test
  void read_deployedTemplate_hasNoProblems() throws IOException {
    var template = Template.read(FILE, Map.of(), Templates.STACK);

    assertThat(template.functions()).isNotEmpty();
    assertThat(template.stateMachines()).isNotEmpty();
    assertThat(template.stateMachines().get(0).definition()).doesNotContain("${");
    assertThat(template.socketApis().get(0).route("$connect")).isPresent();
    assertThat(template.outputs()).containsKeys("SocketUrl", "QueueUrl", "StateMachineArn");
  }

  @Test
  void read_reservations_areThoseOfPushingAndConnecting() throws IOException {
    var reserving = Map.of("ReservedForPushing", "20", "ReservedForConnecting", "30");

    assertThat(reserved(Map.of())).isEmpty();
    assertThat(reserved(reserving))
        .isEqualTo(Map.of("PushShardFunction", 20, "AuthorizeFunction", 30, "ConnectFunction", 30));
  }

  private static Map<String, Integer> reserved(Map<String, String> parameters) throws IOException {
    return Template.read(FILE, parameters, Templates.STACK).functions().stream()
        .filter(function -> function.reservedConcurrency().isPresent())
        .collect(
            Collectors.toMap(
                FunctionResource::logicalId,
                function -> function.reservedConcurrency().getAsInt()));
  }

  @Test
  void read_ratesOfActions_areThoseOfEachActionAndOfNothingElse() throws IOException {
    var rates = Map.of("ActionRate", "7", "ActionBurst", "3");
    var api = Template.read(FILE, rates, Templates.STACK).socketApis().get(0);

    assertThat(api.routes())
        .filteredOn(route -> route.throttle().isPresent())
        .allSatisfy(
            route -> assertThat(route.throttle()).contains(new SocketApiResource.Throttle(7, 3)))
        .extracting(SocketApiResource.Route::routeKey)
        .containsExactlyInAnyOrder(
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
