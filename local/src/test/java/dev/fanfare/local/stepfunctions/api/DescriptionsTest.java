package dev.fanfare.local.stepfunctions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.stepfunctions.TestStates;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.EncryptionType;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveFilter;
import software.amazon.awssdk.services.sfn.model.IncludedData;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidLoggingConfigurationException;
import software.amazon.awssdk.services.sfn.model.LogDestination;
import software.amazon.awssdk.services.sfn.model.LogLevel;
import software.amazon.awssdk.services.sfn.model.LoggingConfiguration;
import software.amazon.awssdk.services.sfn.model.MissingRequiredParameterException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.Tag;

/** State machines as the API creates, updates, lists and describes them, as recorded on AWS. */
class DescriptionsTest {
  private static final String PASS =
      "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}}";
  private static final String GROUP =
      "arn:aws:logs:eu-central-2:000000000000:log-group:/aws/vendedlogs/states/x:*";

  private final TestStates states = new TestStates();

  @AfterEach
  void close() {
    states.close();
  }

  private String create(String name, Consumer<CreateStateMachineRequest.Builder> more) {
    return states
        .client
        .createStateMachine(
            r -> more.accept(r.name(name).definition(PASS).roleArn(TestStates.ROLE)))
        .stateMachineArn();
  }

  private DescribeStateMachineResponse describe(String arn) {
    return states.client.describeStateMachine(r -> r.stateMachineArn(arn));
  }

  private static LoggingConfiguration logging(LogLevel level, String... groups) {
    var destinations =
        List.of(groups).stream()
            .map(
                group ->
                    LogDestination.builder()
                        .cloudWatchLogsLogGroup(g -> g.logGroupArn(group))
                        .build())
            .toList();
    return LoggingConfiguration.builder().level(level).destinations(destinations).build();
  }

  /** Recorded in 2023. */
  @Test
  void revisionId_existsFromTheFirstUpdate_andStaysIfNothingChanges() {
    var arn = create("revised", r -> {});
    assertThat(describe(arn).revisionId()).isNull();

    var same = states.client.updateStateMachine(r -> r.stateMachineArn(arn).definition(PASS));
    assertThat(same.revisionId()).isNull();

    var first =
        states.client.updateStateMachine(
            r -> r.stateMachineArn(arn).roleArn(TestStates.ROLE + "2"));
    assertThat(first.revisionId()).isNotNull();
    assertThat(describe(arn).revisionId()).isEqualTo(first.revisionId());

    var again =
        states.client.updateStateMachine(
            r -> r.stateMachineArn(arn).definition(PASS).roleArn(TestStates.ROLE + "2"));
    assertThat(again.revisionId()).isEqualTo(first.revisionId());

    var second =
        states.client.updateStateMachine(r -> r.stateMachineArn(arn).definition(PASS + " "));
    assertThat(second.revisionId()).isNotNull().isNotEqualTo(first.revisionId());
    var execution = states.client.startExecution(r -> r.stateMachineArn(arn)).executionArn();
    assertThat(states.client.describeStateMachineForExecution(r -> r.executionArn(execution)))
        .satisfies(shown -> assertThat(shown.revisionId()).isEqualTo(second.revisionId()));
  }

  /** Recorded in 2023. */
  @Test
  void update_ofNothing_isRefused() {
    var arn = create("kept", r -> {});

    assertThatThrownBy(() -> states.client.updateStateMachine(r -> r.stateMachineArn(arn)))
        .isInstanceOf(MissingRequiredParameterException.class)
        .hasMessageStartingWith(
            "Either the definition, the role ARN, the LoggingConfiguration, or the"
                + " TracingConfiguration must be specified");
  }

  /** Recorded in 2024. */
  @Test
  void listStateMachines_sortsByName() {
    List.of("b", "c", "a").forEach(name -> create(name, r -> {}));

    assertThat(states.client.listStateMachinesPaginator(r -> r.maxResults(2)).stateMachines())
        .extracting(StateMachineListItem::name)
        .containsExactly("a", "b", "c");
  }

  /** Recorded in 2024. */
  @Test
  void describe_withoutSettings_showsTheDefaults() {
    var arn = create("plain", r -> {});
    var execution = states.client.startExecution(r -> r.stateMachineArn(arn)).executionArn();

    var shown = describe(arn);
    assertThat(shown.loggingConfiguration().level()).isEqualTo(LogLevel.OFF);
    assertThat(shown.loggingConfiguration().hasDestinations()).isFalse();
    assertThat(shown.tracingConfiguration().enabled()).isFalse();
    assertThat(shown.encryptionConfiguration().type()).isEqualTo(EncryptionType.AWS_OWNED_KEY);
    assertThat(shown.hasVariableReferences()).isFalse();
    var forExecution =
        states.client.describeStateMachineForExecution(r -> r.executionArn(execution));
    assertThat(forExecution.loggingConfiguration()).isEqualTo(shown.loggingConfiguration());
    assertThat(forExecution.tracingConfiguration()).isEqualTo(shown.tracingConfiguration());
    assertThat(forExecution.encryptionConfiguration()).isEqualTo(shown.encryptionConfiguration());
  }

  /** Recorded in 2024. */
  @Test
  void describe_withVariables_namesThemByState() {
    var arn =
        create(
            "variables",
            r ->
                r.definition(
                    PASS.replace(
                            "\"P\":{",
                            "\"A\":{\"Type\":\"Pass\",\"Assign\":{\"x\":1},"
                                + "\"Next\":\"P\"},\"P\":{\"Output\":\"{% $x %}\",")
                        .replace("\"StartAt\":\"P\"", "\"StartAt\":\"A\"")));

    assertThat(describe(arn).variableReferences()).isEqualTo(Map.of("P", List.of("x")));
  }

  /** Recorded in 2024. */
  @Test
  void logging_isShownAsGiven_andChangesTheRevision() {
    var arn =
        create(
            "logging",
            r ->
                r.loggingConfiguration(logging(LogLevel.ERROR, GROUP))
                    .tracingConfiguration(t -> t.enabled(true)));

    var shown = describe(arn).loggingConfiguration();
    assertThat(shown.level()).isEqualTo(LogLevel.ERROR);
    assertThat(shown.includeExecutionData()).isFalse();
    assertThat(shown.destinations().get(0).cloudWatchLogsLogGroup().logGroupArn()).isEqualTo(GROUP);
    assertThat(describe(arn).tracingConfiguration().enabled()).isTrue();

    states.client.updateStateMachine(
        r -> r.stateMachineArn(arn).loggingConfiguration(logging(LogLevel.FATAL, GROUP)));
    assertThat(describe(arn).loggingConfiguration().level()).isEqualTo(LogLevel.FATAL);
    assertThat(describe(arn).tracingConfiguration().enabled()).isTrue();
    assertThat(describe(arn).revisionId()).isNotNull();
  }

  @Test
  void create_withOtherSettings_isAnotherStateMachine() {
    create("once", r -> {});

    assertThatThrownBy(
            () -> create("once", r -> r.loggingConfiguration(logging(LogLevel.ALL, GROUP))))
        .isInstanceOf(StateMachineAlreadyExistsException.class);
  }

  /** Recorded in 2024. */
  @Test
  void logging_withoutExactlyOneDestination_isRefused() {
    for (var wrong : List.of(logging(LogLevel.ALL), logging(LogLevel.ALL, GROUP, GROUP))) {
      assertThatThrownBy(() -> create("wrong", r -> r.loggingConfiguration(wrong)))
          .isInstanceOf(InvalidLoggingConfigurationException.class)
          .hasMessageStartingWith(
              "Invalid Logging Configuration: Must specify exactly one Log Destination.");
    }
  }

  /** Recorded in 2023. */
  @Test
  void input_thatIsEmptyOrNotJson_isRefusedInTheWordsOfAws() {
    var arn = create("input", r -> {});

    assertThatThrownBy(() -> states.client.startExecution(r -> r.stateMachineArn(arn).input("")))
        .isInstanceOf(InvalidExecutionInputException.class)
        .hasMessageStartingWith(
            "Invalid State Machine Execution Input: 'Invalid execution input.'");
    assertThatThrownBy(
            () -> states.client.startExecution(r -> r.stateMachineArn(arn).input("not some json")))
        .hasMessageStartingWith(
            "Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting"
                + " (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'");
    assertThatThrownBy(
            () -> states.client.startExecution(r -> r.stateMachineArn(arn).input("{'not': 'json'")))
        .hasMessageStartingWith(
            "Invalid State Machine Execution Input: 'Unexpected character (''' (code 39)): was"
                + " expecting double-quote to start field name'");
  }

  /** Recorded in 2024. */
  @Test
  void statusFilter_ofNoStatus_namesTheStatusesInAwsOrder() {
    var arn = create("filter", r -> {});

    assertThatThrownBy(
            () ->
                states.client.listExecutions(r -> r.stateMachineArn(arn).statusFilter("succeeded")))
        .hasMessageStartingWith(
            "1 validation error detected: Value 'succeeded' at 'statusFilter' failed to satisfy"
                + " constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT,"
                + " PENDING_REDRIVE, ABORTED, FAILED, RUNNING]");
  }

  /** Recorded in 2024. */
  @Test
  void nextToken_thatIsTooLong_isRefused() {
    var arn = create("pages", r -> {});

    assertThatThrownBy(() -> states.client.listStateMachines(r -> r.nextToken("x".repeat(1_025))))
        .hasMessageContaining(
            "at 'nextToken' failed to satisfy constraint: Member must have length less than or"
                + " equal to 1024");
    assertThatThrownBy(
            () ->
                states.client.listExecutions(
                    r -> r.stateMachineArn(arn).nextToken("x".repeat(3_097))))
        .hasMessageContaining("Member must have length less than or equal to 3096");
  }

  @Test
  void parameters_withoutEffectHere_areRefusedByName() {
    var arn = create("machine", r -> {});
    Map<String, ThrowingCallable> calls =
        Map.of(
            "tags",
            () -> create("tagged", r -> r.tags(Tag.builder().key("k").value("v").build())),
            "publish",
            () -> create("published", r -> r.publish(true)),
            "CUSTOMER_MANAGED_KMS_KEY",
            () ->
                create(
                    "encrypted",
                    r ->
                        r.encryptionConfiguration(
                            e -> e.type(EncryptionType.CUSTOMER_MANAGED_KMS_KEY))),
            "redriveFilter",
            () ->
                states.client.listExecutions(
                    r -> r.stateMachineArn(arn).redriveFilter(ExecutionRedriveFilter.NOT_REDRIVEN)),
            "METADATA_ONLY",
            () ->
                states.client.describeStateMachine(
                    r -> r.stateMachineArn(arn).includedData(IncludedData.METADATA_ONLY)));

    calls.forEach(
        (name, call) ->
            assertThatThrownBy(call)
                .isInstanceOf(SfnException.class)
                .hasMessageContainingAll("NOT_SUPPORTED_LOCALLY", name));
    assertThatThrownBy(() -> create("described", r -> r.versionDescription("v")))
        .hasMessageContaining("Version description can only be set when publish is true");
  }
}
