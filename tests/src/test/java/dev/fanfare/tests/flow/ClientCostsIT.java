package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.bench.hostile.CapacityMeter;
import dev.fanfare.config.Environment;
import dev.fanfare.estimate.ClientAction;
import dev.fanfare.local.lambda.FunctionSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * DynamoDB calls and capacity units of every client action. The test runs the real handlers,
 * invoked as API Gateway invokes them, on DynamoDB Local with the template's tables and indexes.
 */
@OnStack(StackKind.SMALL_SHARDS)
class ClientCostsIT {
  private final SoftAssertions taken = new SoftAssertions();
  private CapacityMeter meter;

  @AfterEach
  void close() {
    Environment.replace(System.getenv());
    meter.close();
  }

  @Test
  void client_everyAction_consumesWhatEstimatesAssume(Flow flow) throws Exception {
    meter = new CapacityMeter(flow.endpoints().apis());

    // On DynamoDB Local, reading a user without sessions or other connections costs nothing.
    connect(flow, "earlier");
    invoke(flow, "DisconnectFunction", "earlier", null);
    connect(flow, "first");
    meter.reset();
    connect(flow, "second");
    assertTakes(ClientAction.CONNECT, List.of("Query", "BatchWriteItem", "Query"));

    invoke(flow, "JoinChannelFunction", "first", action("joinchannel", "costs"));
    assertTakes(ClientAction.JOIN, List.of("UpdateItem", "GetItem", "TransactWriteItems"));

    invoke(flow, "SendMessageFunction", "second", action("sendmessage", "default"));
    assertTakes(ClientAction.MESSAGE, List.of("UpdateItem", "GetItem", "UpdateItem"));

    invoke(flow, "DisconnectFunction", "second", null);
    assertTakes(ClientAction.DISCONNECT, List.of("BatchGetItem", "TransactWriteItems"));

    connect(flow, "third");
    meter.reset();
    invoke(flow, "LeaveChannelFunction", "third", action("leavechannel", "default"));
    assertTakes(ClientAction.LEAVE, List.of("UpdateItem", "TransactWriteItems"));

    invoke(flow, "DisconnectFunction", "first", null);
    invoke(flow, "DisconnectFunction", "third", null);
    assertThat(flow.rows().connections(flow.name("ann"))).isEmpty();
    taken.assertAll();
  }

  private void connect(Flow flow, String id) throws Exception {
    authorize(flow);
    invoke(flow, "ConnectFunction", id, null);
  }

  private static String action(String action, String channel) {
    String message = action.equals("sendmessage") ? ",\"message\":\"hello\"" : "";
    return "{\"action\":\"%s\",\"channel\":\"%s\"%s}".formatted(action, channel, message);
  }

  private void assertTakes(ClientAction action, List<String> calls) {
    taken
        .assertThat(List.of(meter.calls(), meter.readUnits(), meter.writeUnits()))
        .as("calls, read units and write units of %s", action)
        .isEqualTo(List.of(calls, action.readUnits(), action.writeUnits()));
    taken.assertThat(calls).hasSize(action.tableCalls());
    meter.reset();
  }

  private void authorize(Flow flow) throws Exception {
    var handler = (RequestStreamHandler) handler(flow, "AuthorizeFunction");
    String handshake =
        """
        {"methodArn": "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/live/$connect",
         "queryStringParameters": {"user_id": "%s"}}
        """
            .formatted(flow.name("ann"));
    handler.handleRequest(
        new ByteArrayInputStream(handshake.getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        new SilentContext());
  }

  @SuppressWarnings("unchecked")
  private void invoke(Flow flow, String function, String id, String body) throws Exception {
    var handler =
        (RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse>)
            handler(flow, function);
    var answer = handler.handleRequest(event(flow.name("ann"), id, body), new SilentContext());
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody() == null ? "" : answer.getBody()).doesNotContain("error");
  }

  /** The function's own handler and variables, except for the DynamoDB endpoint. */
  private Object handler(Flow flow, String logicalId) throws ReflectiveOperationException {
    var function =
        flow.shared().stack().template().all(FunctionSpec.class).stream()
            .filter(each -> each.logicalId().equals(logicalId))
            .findFirst()
            .orElseThrow();
    var variables = new HashMap<>(function.environment());
    variables.putAll(flow.endpoints().variables());
    variables.put("CONNECTIONS_ENDPOINT", flow.endpoints().connections().toString());
    // The budget of a user who has just sent a message is checked twice. It is full again within a
    // millisecond.
    variables.computeIfPresent("MAX_MESSAGES_PER_MINUTE", (name, limit) -> "60000");
    // The cost of a directly posted message depends on the channel's members.
    variables.computeIfPresent("DIRECT_LIMIT", (name, limit) -> "0");
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", meter.endpoint().toString());
    variables.put("AWS_REGION", flow.shared().stack().account().region());
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    Environment.replace(variables);
    return Class.forName(function.code().handler()).getConstructor().newInstance();
  }

  private static APIGatewayV2WebSocketEvent event(String user, String id, String body) {
    var context = new APIGatewayV2WebSocketEvent.RequestContext();
    long now = System.currentTimeMillis();
    context.setConnectionId(id);
    context.setConnectedAt(now);
    context.setRequestTimeEpoch(now);
    context.setAuthorizer(Map.of("user_id", user, "attributes", "{}"));
    var event = new APIGatewayV2WebSocketEvent();
    event.setRequestContext(context);
    event.setBody(body);
    return event;
  }
}
