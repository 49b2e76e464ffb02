package dev.fanfare.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Versions, aliases, logs and throttles, through the SDK. */
class LambdaSdkTest extends ProbePool {
  private LocalClients clients;
  private LocalService service;
  private LambdaClient lambda;

  @BeforeEach
  void serve() {
    pool =
        pool(
            Duration.ofMillis(1),
            ProbeFunctions.withAlias(probes.function("Contextual"), "live"),
            ProbeFunctions.withAlias(probes.function("Talking"), "live"),
            probes.function("Large"),
            probes.reserved("Blocking", 1),
            probes.function("Counting", ProbeFunctions.LONG, 1));
    clients = StackClients.of(LocalAccount.DEFAULT.region());
    var events =
        new AsyncInvocations(
            pool,
            timers,
            List.of(),
            arn -> AsyncPolicy.DEFAULT,
            (queue, record) -> {},
            Clock.systemUTC());
    service = LoopbackHttp.start("test", 0, new InvokeApi(pool, events).handler());
    lambda = clients.configured(LambdaClient.builder(), service.endpoint()).build();
  }

  @AfterEach
  void stop() {
    clients.close();
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Contextual, live, 1",
    "Contextual, 1, 1",
    "Contextual, $LATEST, $LATEST",
    "Contextual:live, , 1",
    "000000000000:function:Contextual:1, , 1",
    "arn:aws:lambda:eu-central-2:000000000000:function:Contextual:live, live, 1",
    "arn:aws:lambda:eu-central-2:000000000000:function:Contextual, , $LATEST"
  })
  void invoke_versionOrAliasThatExists_runsThatVersion(
      String function, String qualifier, String version) throws Exception {
    var answer =
        lambda.invoke(
            i ->
                i.functionName(function)
                    .qualifier(qualifier)
                    .payload(SdkBytes.fromUtf8String("null")));

    assertThat(answer.executedVersion()).isEqualTo(version);
    assertThat(JSON.readTree(answer.payload().asUtf8String()).get("version").asText())
        .isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource({
    "Contextual, prod, Contextual:prod",
    "Contextual, 99, Contextual:99",
    "Contextual, $latest, Contextual:$latest",
    "Contextual:Live, , Contextual:Live",
    "arn:aws:lambda:eu-central-2:000000000000:function:Contextual:2, , Contextual:2",
    "Large, 1, Large:1",
    "Large, live, Large:live",
    "Absent, , Absent:$LATEST"
  })
  void invoke_noSuchVersionOrAlias_isNotFoundInAwssWords(
      String function, String qualifier, String missing) {
    for (var type : InvocationType.knownValues()) {
      assertThatThrownBy(
              () ->
                  lambda.invoke(
                      i -> i.functionName(function).qualifier(qualifier).invocationType(type)))
          .as(type.toString())
          .isInstanceOfSatisfying(
              ResourceNotFoundException.class,
              e ->
                  assertThat(e.awsErrorDetails().errorMessage())
                      .isEqualTo("Function not found: " + ARN + missing));
    }
  }

  @Test
  void invoke_wrongNames_areRefusedAsOnAws() {
    assertThatThrownBy(() -> lambda.invoke(i -> i.functionName("Contextual:1").qualifier("live")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("The derived qualifier from the function name does not match");
    assertThatThrownBy(() -> lambda.invoke(i -> i.functionName("Contextual:1:2")))
        .isInstanceOf(LambdaException.class)
        .hasMessageContaining(
            "1 validation error detected: Value 'Contextual:1:2' at 'functionName'");
    assertThatThrownBy(
            () -> lambda.invoke(i -> i.functionName(ARN.replace("central-2", "west-1") + "Large")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "Functions from 'eu-west-1' are not reachable in this region ('eu-central-2')");
  }

  @Test
  void waiter_functionActive_returnsForTheFunctionAndItsAlias() {
    var waiter = lambda.waiter();

    var function =
        waiter.waitUntilFunctionActive(g -> g.functionName("Contextual").build()).matched();
    var alias =
        waiter
            .waitUntilFunctionActiveV2(g -> g.functionName("Contextual").qualifier("live"))
            .matched();
    waiter.waitUntilFunctionUpdated(g -> g.functionName("Contextual"));

    assertThat(function.response().orElseThrow().version()).isEqualTo("$LATEST");
    assertThat(alias.response().orElseThrow().configuration().version()).isEqualTo("1");
    assertThat(alias.response().orElseThrow().configuration().functionArn())
        .isEqualTo(ARN + "Contextual:live");
  }

  @Test
  void getFunctionConfiguration_noSuchVersion_isNotFound() {
    assertThat(lambda.getFunctionConfiguration(g -> g.functionName("Large")).handler())
        .isEqualTo("dev.fanfare.probe.Large");
    assertThatThrownBy(
            () -> lambda.getFunctionConfiguration(g -> g.functionName("Large").qualifier("1221")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: " + ARN + "Large:1221");
    assertThatThrownBy(() -> lambda.getFunction(g -> g.functionName("Absent")))
        .hasMessageContaining("Function not found: " + ARN + "Absent ");
  }

  @Test
  void lists_haveTheVersionsAndAliasesOfTheTemplate() {
    assertThat(lambda.listVersionsByFunction(l -> l.functionName("Contextual")).versions().stream())
        .extracting(version -> version.version(), version -> version.functionArn())
        .containsExactly(
            tuple("$LATEST", ARN + "Contextual:$LATEST"), tuple("1", ARN + "Contextual:1"));
    assertThat(lambda.listAliases(l -> l.functionName("Contextual")).aliases())
        .extracting(AliasConfiguration::name, AliasConfiguration::functionVersion)
        .containsExactly(tuple("live", "1"));
    assertThat(lambda.listAliases(l -> l.functionName("Contextual").functionVersion("2")).aliases())
        .isEmpty();
    assertThat(lambda.listAliases(l -> l.functionName("Large")).aliases()).isEmpty();
    assertThat(lambda.getAlias(g -> g.functionName("Talking").name("live")).aliasArn())
        .isEqualTo(ARN + "Talking:live");
    assertThatThrownBy(() -> lambda.getAlias(g -> g.functionName("Talking").name("prod")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Cannot find alias arn: " + ARN + "Talking:prod");
  }

  @Test
  void publishVersion_publishesOnceForTheSameCode() {
    var first = lambda.publishVersion(p -> p.functionName("Large").description("the first"));
    var again = lambda.publishVersion(p -> p.functionName("Large").description("the second"));

    assertThat(first.version()).isEqualTo("1");
    assertThat(again.version()).isEqualTo("1");
    assertThat(again.description()).isEqualTo("the first");
    assertThat(
            lambda
                .publishVersion(p -> p.functionName("Contextual").codeSha256(first.codeSha256()))
                .functionArn())
        .isEqualTo(ARN + "Contextual:1");
    assertThat(invoke("Large:1", "2").executedVersion()).isEqualTo("1");
    assertThatThrownBy(() -> lambda.publishVersion(p -> p.functionName("Large").codeSha256("x")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("CodeSHA256 (x) is different from current CodeSHA256 in $LATEST");
  }

  @Test
  void invoke_withLogTypeTail_returnsTheLinesOfThisInvocation() {
    invoke("Talking:live", "\"before\"");

    var answer =
        lambda.invoke(
            i ->
                i.functionName("Talking:live")
                    .logType(LogType.TAIL)
                    .payload(SdkBytes.fromUtf8String("\"x\"")));

    var log = new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8);
    assertThat(log.lines().map(line -> line.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")))
        .startsWith(
            "START RequestId: ID Version: 1", "printed x", "logged x", "runtime x", "threaded x")
        .contains("END RequestId: ID");
    assertThat(log)
        .containsPattern(
            "REPORT RequestId: \\S{36}\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms"
                + "\tMemory Size: 512 MB\tMax Memory Used: [0-9]+ MB\t\n$")
        .doesNotContain("before");
    assertThat(invoke("Talking", "\"x\"").logResult()).isNull();
  }

  @Test
  void invoke_withLogTypeTail_returnsTheLastFourKilobytes() {
    var answer =
        lambda.invoke(
            i ->
                i.functionName("Talking")
                    .logType(LogType.TAIL)
                    .payload(SdkBytes.fromUtf8String("\"" + "ü".repeat(1_500) + "\"")));

    byte[] log = Base64.getDecoder().decode(answer.logResult());
    assertThat(log.length).isBetween(4_090, 4_096);
    assertThat(new String(log, StandardCharsets.UTF_8)).doesNotContain("\uFFFD").contains("REPORT");
  }

  @Test
  void invoke_aboveConcurrency_isThrottledWithTheReason() {
    var first = pool.invoke("Blocking", json("\"\""));

    assertThatThrownBy(() -> invokeOnce("Blocking", "\"\""))
        .isInstanceOfSatisfying(
            TooManyRequestsException.class,
            e -> {
              assertThat(e.reasonAsString())
                  .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
              assertThat(e.retryAfterSeconds()).isNotNull();
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate Exceeded.");
            });
    latches.get("go").countDown();
    first.join();
  }

  @Test
  void invoke_parameterThatIsNotRead_isRefusedByItsName() {
    assertThatThrownBy(
            () ->
                lambda.invoke(
                    i ->
                        i.functionName("Large")
                            .clientContext(Base64.getEncoder().encodeToString("{}".getBytes()))))
        .isInstanceOf(LambdaException.class)
        .hasMessageContaining("NOT_SUPPORTED_LOCALLY: the local Lambda does not read the parameter")
        .hasMessageContainingAll("X-amz-client-context", "of Invoke");
    assertThatThrownBy(() -> lambda.listFunctions(l -> l.maxItems(5)))
        .hasMessageContaining("does not read the parameter MaxItems of ListFunctions");
    assertThatThrownBy(() -> lambda.publishVersion(p -> p.functionName("Large").revisionId("r")))
        .hasMessageContaining("does not read the parameter RevisionId of PublishVersion");
  }

  private InvokeResponse invoke(String function, String payload) {
    return lambda.invoke(i -> i.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
  }

  /** Without the retries of the SDK. */
  private void invokeOnce(String function, String payload) {
    try (var once =
        clients
            .configured(LambdaClient.builder(), service.endpoint())
            .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
            .build()) {
      once.invoke(i -> i.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
    }
  }
}
