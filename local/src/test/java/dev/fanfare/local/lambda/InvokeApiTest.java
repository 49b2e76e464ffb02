package dev.fanfare.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvokeApiTest {
  private static final String ARN = "arn:aws:lambda:eu-central-2:000000000000:function:";
  private static final ScheduledExecutorService TIMERS =
      Executors.newSingleThreadScheduledExecutor();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String QUEUE = "arn:aws:sqs:eu-central-2:000000000000:given-up";

  /** The messages sent to the functions' on-failure destination. */
  private static final Queue<String> GIVEN_UP = new ConcurrentLinkedQueue<>();

  @TempDir static Path directory;
  private static FunctionPool pool;
  private static LocalService api;

  @BeforeAll
  static void start() throws IOException {
    var probes = ProbeFunctions.compile(directory);
    pool =
        new FunctionPool(
            List.of(
                ProbeFunctions.withAlias(probes.function("Contextual"), "live"),
                probes.function("Counting", ProbeFunctions.LONG, 1),
                probes.function("Large"),
                probes.reserved("Blocking", 1),
                probes.function("Throwing", ProbeFunctions.LONG, 1)),
            LocalAccount.DEFAULT,
            ProbeFunctions.LONG,
            Clock.systemUTC(),
            TIMERS,
            Physics.none(),
            (function, stream, message) -> {});
    var retries = List.of(Duration.ofMillis(1), Duration.ofMillis(2));
    var invoking =
        new InvokeApi(
            pool,
            new AsyncInvocations(
                pool,
                TIMERS,
                retries,
                name -> new AsyncPolicy(2, Duration.ofHours(6), Optional.of(QUEUE)),
                (queue, record) -> GIVEN_UP.add(queue + " " + record),
                Clock.systemUTC()));
    api = LoopbackHttp.start("test", 0, invoking.handler());
  }

  @AfterAll
  static void stop() {
    api.close();
    pool.close();
    TIMERS.shutdownNow();
  }

  @Test
  void invoke_byName_returnsThePayload() throws Exception {
    var response = post("Large", "4");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("\"xx\"");
    assertThat(header(response, "X-Amz-Executed-Version")).isEqualTo("$LATEST");
    assertThat(header(response, "x-amzn-RequestId")).hasSize(36);
    assertThat(response.headers().firstValue("X-Amz-Function-Error")).isEmpty();
  }

  @Test
  void invoke_byEncodedArnWithAlias_runsThatVersion() throws Exception {
    var response = post((ARN + "Contextual:live").replace(":", "%3A"), "");

    assertThat(header(response, "X-Amz-Executed-Version")).isEqualTo("1");
    assertThat(JSON.readTree(response.body()).get("arn").asText())
        .isEqualTo(ARN + "Contextual:live");
  }

  @Test
  void invoke_withQualifier_runsThatVersion() throws Exception {
    var response =
        send(request("/2015-03-31/functions/Contextual/invocations?Qualifier=1", "null"));

    assertThat(header(response, "X-Amz-Executed-Version")).isEqualTo("1");
  }

  @Test
  void invoke_functionThrows_isStill200() throws Exception {
    var response = post("Throwing", "\"trouble\"");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "X-Amz-Function-Error")).isEqualTo("Unhandled");
    assertThat(response.body()).contains("\"errorMessage\":\"trouble\"");
  }

  @Test
  void invokeEvent_functionFailsEveryTime_sendsTheRecordToItsDestination() throws Exception {
    assertThat(post("Throwing", "\"for nothing\"", "X-Amz-Invocation-Type", "Event").statusCode())
        .isEqualTo(202);

    await().until(() -> GIVEN_UP.stream().anyMatch(sent -> sent.contains("for nothing")));
    var sent =
        GIVEN_UP.stream().filter(each -> each.contains("for nothing")).findFirst().orElseThrow();
    assertThat(sent).startsWith(QUEUE + " ");
    var record = JSON.readTree(sent.substring(QUEUE.length() + 1));
    assertThat(record.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
    assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
    assertThat(record.path("requestPayload").asText()).isEqualTo("for nothing");
    assertThat(record.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
    assertThat(record.at("/responsePayload/errorMessage").asText()).isEqualTo("for nothing");
  }

  @Test
  void invoke_aboveItsReservation_isRefusedAsInLambda() throws Exception {
    var latches = Map.of("entered", new CountDownLatch(1), "go", new CountDownLatch(1));
    System.getProperties().put("probe.latches", latches);
    var first = pool.invoke("Blocking", "\"\"".getBytes(UTF_8));

    var response = post("Blocking", "\"\"");

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(header(response, "x-amzn-ErrorType")).isEqualTo("TooManyRequestsException");
    assertThat(JSON.readTree(response.body()))
        .isEqualTo(
            JSON.readTree(
                "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\","
                    + "\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}"));
    latches.get("go").countDown();
    first.join();
    System.getProperties().remove("probe.latches");
  }

  @Test
  void invoke_snapshotDropped_isAConflictAsInLambda() throws Exception {
    pool.dropSnapshot("Large", ProbeFunctions.LONG);

    var response = post("Large", "1");

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(header(response, "x-amzn-ErrorType")).isEqualTo("SnapStartNotReadyException");
    assertThat(response.body()).contains("Lambda is initializing your function.");
    pool.dropSnapshot("Large", Duration.ZERO);
  }

  @Test
  void invoke_noSuchFunction_isNotFound() throws Exception {
    var response = post("Absent", "{}");

    assertError(response, 404, "ResourceNotFoundException");
    assertThat(response.body())
        .isEqualTo(
            "{\"Type\":\"User\",\"Message\":\"Function not found: " + ARN + "Absent:$LATEST\"}");
  }

  @Test
  void invoke_notJson_isRefused() throws Exception {
    assertError(post("Large", "4 5"), 400, "InvalidRequestContentException");
    assertError(post("Large", "{"), 400, "InvalidRequestContentException");
  }

  @Test
  void invoke_payloadTooLarge_isRefused() throws Exception {
    assertError(
        post("Large", "\"" + "x".repeat(AwsLimits.INVOKE_BYTES) + "\""),
        413,
        "RequestTooLargeException");
  }

  @Test
  void invoke_asEvent_isAcceptedAndAttemptedThreeTimes() throws Exception {
    int before = Integer.parseInt(post("Throwing", "\"count\"").body().replace("\"", ""));

    var response = post("Throwing", "\"trouble\"", "X-Amz-Invocation-Type", "Event");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEmpty();
    await()
        .untilAsserted(
            () ->
                assertThat(post("Throwing", "\"count\"").body())
                    .isEqualTo("\"" + (before + 3) + "\""));
  }

  @Test
  void invoke_asEventAboveOneMegabyte_isRefused() throws Exception {
    var payload = "\"" + "x".repeat(AwsLimits.INVOKE_ASYNC_BYTES) + "\"";

    assertError(
        post("Counting", payload, "X-Amz-Invocation-Type", "Event"),
        413,
        "RequestTooLargeException");
  }

  @Test
  void invoke_dryRun_runsNothing() throws Exception {
    var response = post("Throwing", "\"trouble\"", "X-Amz-Invocation-Type", "DryRun");

    assertThat(response.statusCode()).isEqualTo(204);
    assertError(
        post("Absent", "1", "X-Amz-Invocation-Type", "DryRun"), 404, "ResourceNotFoundException");
  }

  @Test
  void invoke_unsupportedOption_isRefused() throws Exception {
    assertError(post("Large", "4", "X-Amz-Log-Type", "Head"), 400, "ValidationException");
    assertError(post("Large", "4", "X-Amz-Invocation-Type", "Stream"), 400, "ValidationException");
    assertError(get("/2015-03-31/layers"), 404, "UnknownOperationException");
    assertError(get("/"), 404, "UnknownOperationException");
  }

  @Test
  void list_namesAllFunctions() throws Exception {
    var functions = JSON.readTree(get("/2015-03-31/functions/").body()).get("Functions");

    assertThat(functions.findValuesAsText("FunctionName"))
        .containsExactly("Contextual", "Counting", "Large", "Blocking", "Throwing");
  }

  @Test
  void get_oneFunction_describesIt() throws Exception {
    var function = JSON.readTree(get("/2015-03-31/functions/Large").body());

    assertThat(function.at("/Configuration/FunctionArn").asText()).isEqualTo(ARN + "Large");
    assertThat(function.at("/Configuration/MemorySize").asInt()).isEqualTo(512);
    assertError(get("/2015-03-31/functions/Absent"), 404, "ResourceNotFoundException");
  }

  @Test
  void get_function_includesItsReservation() throws Exception {
    var reserved = JSON.readTree(get("/2015-03-31/functions/Blocking").body());
    var other = JSON.readTree(get("/2015-03-31/functions/Large").body());

    assertThat(reserved.at("/Concurrency/ReservedConcurrentExecutions").asInt()).isOne();
    assertThat(other.has("Concurrency")).isFalse();
  }

  /** java.net.http does not let a client set its Host header. */
  @Test
  void request_foreignHost_isRefused() throws Exception {
    try (var socket = new Socket("127.0.0.1", api.endpoint().getPort())) {
      var request = "GET /2015-03-31/functions HTTP/1.1\r\nHost: evil.example\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));

      var status = new byte["HTTP/1.1 403".length()];
      assertThat(socket.getInputStream().readNBytes(status, 0, status.length)).isPositive();
      assertThat(new String(status, UTF_8)).isEqualTo("HTTP/1.1 403");
    }
  }

  private static HttpRequest.Builder request(String path, String payload) {
    return HttpRequest.newBuilder(api.endpoint().resolve(path))
        .POST(BodyPublishers.ofString(payload));
  }

  private static HttpResponse<String> post(String function, String payload, String... headers)
      throws IOException, InterruptedException {
    var request = request("/2015-03-31/functions/" + function + "/invocations", payload);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(api.endpoint().resolve(path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  private static void assertError(HttpResponse<String> response, int status, String type) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(header(response, "x-amzn-ErrorType")).isEqualTo(type);
  }
}
