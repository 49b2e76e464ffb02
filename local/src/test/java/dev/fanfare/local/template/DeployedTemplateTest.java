package dev.fanfare.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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
