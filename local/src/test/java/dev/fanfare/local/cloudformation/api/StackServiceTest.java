package dev.fanfare.local.cloudformation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.cloudformation.StackListing;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Calls the API through the SDK, as the operator's tool does. */
class StackServiceTest {
  private static final LocalAccount ACCOUNT = LocalAccount.DEFAULT;
  private static final Instant BEGIN = Instant.parse("2026-11-22T08:15:00.120Z");
  private static final int RESOURCES = 112;
  private static final RunningStack STACK =
      new RunningStack(
          "fanfare",
          ACCOUNT.stackArn("fanfare"),
          BEGIN,
          "Resources: # <all> & \"more\"\r\n",
          new StackListing(
              "",
              Map.of("ShardSize", "500", "NoticeChannels", ""),
              Map.of("QueueUrl", "Where requests go."),
              IntStream.range(0, RESOURCES)
                  .mapToObj(
                      i -> new StackListing.Resource("R" + i, "AWS::SQS::Queue", "fanfare-R" + i))
                  .toList()),
          Map.of("QueueUrl", "http://127.0.0.1:1/q"));

  private static LocalClients clients;
  private static LocalService service;
  private static CloudFormationClient stacks;

  @BeforeAll
  static void start() {
    clients = StackClients.of(ACCOUNT.region());
    service = LoopbackHttp.start("test", 0, new StackService(STACK).handler());
    stacks = clients.configured(CloudFormationClient.builder(), service.endpoint()).build();
  }

  @AfterAll
  static void stop() {
    service.close();
    clients.close();
  }

  @Test
  void describeStacks_byNameArnOrNothing_describesTheStack() {
    for (var request :
        List.of(
            stacks.describeStacks(r -> r.stackName("fanfare")),
            stacks.describeStacks(r -> r.stackName(STACK.id())),
            stacks.describeStacks())) {
      var stack = request.stacks().get(0);
      assertThat(stack.stackId()).isEqualTo(STACK.id());
      assertThat(stack.creationTime()).isEqualTo(BEGIN);
      assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
      assertThat(stack.parameters())
          .containsExactlyInAnyOrder(
              parameter("ShardSize", "500"), parameter("NoticeChannels", ""));
      assertThat(stack.outputs())
          .containsExactly(
              Output.builder()
                  .outputKey("QueueUrl")
                  .outputValue("http://127.0.0.1:1/q")
                  .description("Where requests go.")
                  .build());
    }
  }

  private static Parameter parameter(String name, String value) {
    return Parameter.builder().parameterKey(name).parameterValue(value).build();
  }

  @Test
  void anyAction_unknownStack_isRefusedAsInAws() {
    for (Runnable call :
        List.<Runnable>of(
            () -> stacks.describeStacks(r -> r.stackName("nope")),
            () -> stacks.listStackResources(r -> r.stackName("nope")),
            () -> stacks.describeStackResources(r -> r.stackName("nope")),
            () -> stacks.getTemplate(r -> r.stackName("nope")))) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              CloudFormationException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(400);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
                assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo("Stack with id nope does not exist");
              });
    }
  }

  @Test
  void listStackResources_moreThanAPage_isPaged() {
    var first = stacks.listStackResources(r -> r.stackName("fanfare"));

    assertThat(first.stackResourceSummaries()).hasSize(100);
    assertThat(
            stacks.listStackResourcesPaginator(r -> r.stackName("fanfare")).stream()
                .flatMap(page -> page.stackResourceSummaries().stream())
                .map(resource -> resource.logicalResourceId()))
        .containsExactlyElementsOf(IntStream.range(0, RESOURCES).mapToObj(i -> "R" + i).toList());
  }

  @Test
  void describeStackResources_byOneOfItsIds_findsIt() {
    var logical =
        stacks.describeStackResources(r -> r.stackName("fanfare").logicalResourceId("R7"));
    var physical = stacks.describeStackResources(r -> r.physicalResourceId("fanfare-R7"));

    assertThat(logical.stackResources())
        .singleElement()
        .isEqualTo(physical.stackResources().get(0));
    assertThat(logical.stackResources().get(0).physicalResourceId()).isEqualTo("fanfare-R7");
    assertThatThrownBy(
            () -> stacks.describeStackResources(r -> r.stackName("fanfare").logicalResourceId("X")))
        .hasMessageContaining("Resource X does not exist for stack fanfare");
  }

  @Test
  void getTemplate_original_equalsTheFileByteForByte() {
    assertThat(stacks.getTemplate(r -> r.stackName("fanfare")).templateBody())
        .isEqualTo(STACK.templateBody());
    assertThatThrownBy(
            () -> stacks.getTemplate(r -> r.stackName("fanfare").templateStage("Processed")))
        .hasMessageContaining("TemplateStage is Processed");
  }

  @Test
  void listStacks_notSupported_isRefusedByName() {
    assertThatThrownBy(() -> stacks.listStacks())
        .hasMessageContaining(
            "NOT_SUPPORTED_LOCALLY: the local CloudFormation does not support the action ListStacks");
  }

  @Test
  void parameter_thatIsNotRead_isRefusedByItsName() {
    assertThatThrownBy(() -> stacks.describeStacks(d -> d.nextToken("2")))
        .hasMessageContaining(
            "NOT_SUPPORTED_LOCALLY: the local CloudFormation does not read the parameter NextToken of DescribeStacks");
  }
}
