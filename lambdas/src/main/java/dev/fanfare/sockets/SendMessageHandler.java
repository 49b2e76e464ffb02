package dev.fanfare.sockets;

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
public final class SendMessageHandler extends ActionHandler {
  public SendMessageHandler() {
    this(Environment.variables());
  }

  SendMessageHandler(Map<String, String> environment) {
    this(route(environment));
  }

  SendMessageHandler(ActionRoute route) {
    super(route);
  }

  private static ActionRoute route(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    String bucket = variables.text("BROADCAST_BUCKET");
    String stateMachineArn = variables.text("STATE_MACHINE_ARN");
    int messagesPerMinute = DynamoActionRoutes.messagesPerMinute(variables);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    // Straight to the execution, not by the queue: who talks to each other waits for no poll.
    var broadcasts =
        new BroadcastStart(
            new S3BroadcastBucket(aws.objects(), bucket),
            new SfnExecutions(aws.executions(), stateMachineArn),
            clock);
    var sender =
        new MessageSender(new DynamoMembership(tables, names.subscriptions()), broadcasts::start);
    return new DynamoActionRoutes(tables, names.connections(), messagesPerMinute, clock)
        .to(new SendMessageAction(sender, clock));
  }
}
