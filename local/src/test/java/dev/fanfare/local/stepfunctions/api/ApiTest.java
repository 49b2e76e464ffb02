package dev.fanfare.local.stepfunctions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.stepfunctions.TestStates;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/**
 * The API as clients use it: through the real SDK, and byte by byte for details that the SDK hides.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {
  private static final String PASS =
      "{'QueryLanguage':'JSONata','StartAt':'P','States':{'P':{'Type':'Pass','End':true}}}";
  private static final String WAIT =
      "{'QueryLanguage':'JSONata','StartAt':'W','States':{'W':{'Type':'Wait','Seconds':9,'End':true}}}";
  private static final String ARN = "arn:aws:states:eu-central-2:000000000000:";

  private final TestStates states = new TestStates();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterAll
  void close() {
    states.close();
  }

  private HttpResponse<String> post(String target, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(states.api.endpoint())
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void startExecution_sameNameAndInputWhileRunning_isIdempotent() {
    var machine = states.create(WAIT);
    var first =
        states.client.startExecution(r -> r.stateMachineArn(machine).name("once").input("{}"));
    var again =
        states.client.startExecution(r -> r.stateMachineArn(machine).name("once").input("{}"));

    assertThat(again.executionArn()).isEqualTo(first.executionArn());
    assertThat(again.startDate()).isEqualTo(first.startDate());
    assertThatThrownBy(
            () ->
                states.client.startExecution(
                    r -> r.stateMachineArn(machine).name("once").input("{\"other\":1}")))
        .isInstanceOf(ExecutionAlreadyExistsException.class)
        .hasMessageContaining("Execution Already Exists: '" + first.executionArn() + "'");
    states.client.stopExecution(r -> r.executionArn(first.executionArn()));
    assertThatThrownBy(
            () ->
                states.client.startExecution(
                    r -> r.stateMachineArn(machine).name("once").input("{}")))
        .isInstanceOf(ExecutionAlreadyExistsException.class);
  }

  @Test
  void listExecutions_inPagesWithAFilter_isNewestFirst() {
    var machine = states.create(WAIT);
    for (int i = 0; i < 5; i++) {
      var name = "e" + i;
      states.client.startExecution(r -> r.stateMachineArn(machine).name(name));
    }
    states.client.stopExecution(
        r -> r.executionArn(machine.replace("stateMachine", "execution") + ":e3"));

    var names =
        states
            .client
            .listExecutionsPaginator(
                r -> r.stateMachineArn(machine).maxResults(2).statusFilter(ExecutionStatus.RUNNING))
            .executions()
            .stream()
            .map(e -> e.name())
            .toList();

    assertThat(names).containsExactly("e4", "e2", "e1", "e0");
  }

  @Test
  void stateMachine_fromCreateToDelete_behavesLikeAws() {
    var definition = PASS.replace('\'', '"');
    var arn =
        states
            .client
            .createStateMachine(
                r -> r.name("living").definition(definition).roleArn(TestStates.ROLE))
            .stateMachineArn();
    states.client.createStateMachine(
        r -> r.name("living").definition(definition).roleArn(TestStates.ROLE + "2"));
    assertThat(states.client.describeStateMachine(r -> r.stateMachineArn(arn)).roleArn())
        .isEqualTo(TestStates.ROLE);
    assertThatThrownBy(
            () ->
                states.client.createStateMachine(
                    r -> r.name("living").definition(definition + " ").roleArn(TestStates.ROLE)))
        .isInstanceOf(StateMachineAlreadyExistsException.class);
    assertThatThrownBy(
            () -> states.client.updateStateMachine(r -> r.stateMachineArn(arn).definition("{}")))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("These fields are required: [States, StartAt] at /");
    states.client.updateStateMachine(r -> r.stateMachineArn(arn).definition(definition + " "));

    assertThat(states.client.describeStateMachine(r -> r.stateMachineArn(arn)).definition())
        .isEqualTo(definition + " ");
    assertThat(states.client.listStateMachines().stateMachines())
        .anyMatch(machine -> machine.stateMachineArn().equals(arn));
    states.client.deleteStateMachine(r -> r.stateMachineArn(arn));
    assertThatThrownBy(() -> states.client.startExecution(r -> r.stateMachineArn(arn)))
        .isInstanceOf(StateMachineDoesNotExistException.class)
        .hasMessageContaining("State Machine Does Not Exist: '" + arn + "'");
  }

  @Test
  void describeExecution_succeeded_cannotBeRedriven() {
    var ended = states.run(PASS, "{'a':1}");

    assertThat(ended.redriveStatusAsString()).isEqualTo("NOT_REDRIVABLE");
    assertThat(ended.redriveStatusReason())
        .isEqualTo("Execution is SUCCEEDED and cannot be redriven");
    assertThat(ended.inputDetails().included()).isTrue();
    assertThat(
            states
                .client
                .describeStateMachineForExecution(r -> r.executionArn(ended.executionArn()))
                .stateMachineArn())
        .isEqualTo(ended.stateMachineArn());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          StartExecution | {} | ValidationException | Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null
          StartExecution | {'stateMachineArn':'nonsense'} | InvalidArn | Invalid Arn: 'Invalid ARN prefix: nonsense'
          StartExecution | {'stateMachineArn':'@:execution:a:b'} | InvalidArn | Resource type not valid in this context: execution
          StartExecution | {'stateMachineArn':'@:stateMachine:none'} | StateMachineDoesNotExist | State Machine Does Not Exist: '@:stateMachine:none'
          StartExecution | {'stateMachineArn':'MACHINE','name':'a b'} | InvalidName | Invalid Name: 'a b'
          StartExecution | {'stateMachineArn':'MACHINE','name':'LONG'} | ValidationException | Member must have length less than or equal to 80
          StartExecution | {'stateMachineArn':'MACHINE','input':'{'} | InvalidExecutionInput | Invalid State Machine Execution Input: 'Unexpected end-of-input
          StartExecution | {'stateMachineArn':7} | SerializationException | 'stateMachineArn' has the wrong type
          DescribeExecution | {'executionArn':'@:execution:a:b'} | ExecutionDoesNotExist | Execution Does Not Exist: '@:execution:a:b'
          GetExecutionHistory | {'executionArn':'@:execution:a:b','maxResults':1} | ExecutionDoesNotExist | Execution Does Not Exist
          ListExecutions | {'stateMachineArn':'MACHINE','maxResults':1001} | ValidationException | Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000
          ListExecutions | {'stateMachineArn':'MACHINE','nextToken':'x'} | InvalidToken | Invalid Token: 'Invalid token'
          ListExecutions | {'stateMachineArn':'MACHINE','statusFilter':'DONE'} | ValidationException | Value 'DONE' at 'statusFilter'
          ListExecutions | {} | ValidationException | Exactly one of 'stateMachineArn' and 'mapRunArn'
          DescribeMapRun | {'mapRunArn':'@:mapRun:a/b:c'} | ResourceNotFound | Resource not found: '@:mapRun:a/b:c'
          UpdateMapRun | {'mapRunArn':'@:mapRun:a/b:c','maxConcurrency':-1} | ValidationException | Value '-1' at 'maxConcurrency'
          CreateStateMachine | {'name':'x','definition':'{}','roleArn':'me'} | InvalidArn | Invalid role ARN: me
          CreateStateMachine | {'name':'x','definition':'{}','roleArn':'ROLE','type':'EXPRESS'} | StateMachineTypeNotSupported | only STANDARD
          UpdateStateMachine | {'stateMachineArn':'MACHINE'} | MissingRequiredParameter | Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified
          RedriveExecution | {} | UnknownOperationException | does not support the action RedriveExecution
          StartExecution | [] | SerializationException | must be a JSON object
          StartExecution | {x | SerializationException | Unexpected
          """)
  void call_invalidParameters_returnsTheErrorOfAws(
      String action, String body, String code, String message) throws Exception {
    var machine = states.create(PASS);

    var response =
        post(
            "AWSStepFunctions." + action,
            body.replace("MACHINE", machine)
                .replace("@:", ARN)
                .replace("LONG", "n".repeat(81))
                .replace("ROLE", TestStates.ROLE));

    assertThat(response.statusCode()).isEqualTo(400);
    var error = new ObjectMapper().readTree(response.body());
    assertThat(error.get("__type").asText()).isEqualTo(code);
    assertThat(error.get("message").asText()).contains(message.replace("@:", ARN));
  }

  @Test
  void startExecution_inputAboveTheLimit_isRefused() throws Exception {
    var machine = states.create(PASS);
    var input = "\\\"" + "x".repeat(256 * 1024) + "\\\"";

    var response =
        post(
            "AWSStepFunctions.StartExecution",
            "{'stateMachineArn':'" + machine + "','input':'" + input + "'}");

    assertThat(response.body()).contains("ValidationException", "less than or equal to 262144");
  }

  @Test
  void timestamps_onTheWire_areEpochSecondsWithMillis() throws Exception {
    var machine = states.create(PASS);

    var response = post("AWSStepFunctions.StartExecution", "{'stateMachineArn':'" + machine + "'}");

    assertThat(response.body()).containsPattern("\"startDate\":\\d{10}\\.\\d{3}[,}]");
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/x-amz-json-1.0");
    assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 403",
    "localhost:PORT, 200",
    "127.0.0.1:PORT, 200",
    "127.0.0.1, 200",
    "[::1]:PORT, 200"
  })
  void call_foreignHostHeader_isRefused(String host, int status) throws IOException {
    var port = states.api.endpoint().getPort();
    try (var socket = new Socket("127.0.0.1", port)) {
      var request =
          "POST / HTTP/1.1\r\nHost: %s\r\nX-Amz-Target: AWSStepFunctions.ListStateMachines\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
              .formatted(host.replace("PORT", Integer.toString(port)));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @Test
  void parameter_thatIsNotRead_isRefusedByItsName() {
    var machine = states.create(WAIT);

    assertThatThrownBy(
            () ->
                states.client.startExecution(
                    r -> r.stateMachineArn(machine).name("traced").traceHeader("Root=1")))
        .hasMessageContaining(
            "NOT_SUPPORTED_LOCALLY: the local Step Functions does not read the parameter traceHeader of StartExecution");
    assertThat(states.client.listExecutions(r -> r.stateMachineArn(machine)).executions())
        .isEmpty();
  }
}
