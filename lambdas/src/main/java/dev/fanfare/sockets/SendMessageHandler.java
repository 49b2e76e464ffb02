package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.S3BroadcastBucket;
import dev.fanfare.config.Variables;
import dev.fanfare.messages.DynamoMembership;
import dev.fanfare.messages.MessageSender;
import dev.fanfare.start.BroadcastStart;
import dev.fanfare.start.SfnExecutions;
import java.time.Clock;
import java.util.Map;

/** SendMessage: the route {@code sendmessage}. */
public final class SendMessageHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final ActionRoute route;

  public SendMessageHandler() {
    this(Environment.variables());
  }

  SendMessageHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    String bucket = variables.text("BROADCAST_BUCKET");
    String stateMachineArn = variables.text("STATE_MACHINE_ARN");
    int messagesPerMinute = variables.number("MAX_MESSAGES_PER_MINUTE", 1, 60_000);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    // Straight to the execution, not by the queue: who talks to each other waits for no poll.
    var broadcasts =
        new BroadcastStart(
            new S3BroadcastBucket(aws.objects(), bucket),
            new SfnExecutions(aws.executions(), stateMachineArn));
    var sender =
        new MessageSender(new DynamoMembership(tables, names.subscriptions()), broadcasts::start);
    this.route =
        new DynamoActionRoutes(tables, names, messagesPerMinute, clock)
            .to(new SendMessageAction(sender, clock));
  }

  SendMessageHandler(ActionRoute route) {
    this.route = route;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    return route.handle(event, context);
  }
}
