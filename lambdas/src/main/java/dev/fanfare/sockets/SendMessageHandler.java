package dev.fanfare.sockets;

import dev.fanfare.bucket.S3BroadcastBucket;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Variables;
import dev.fanfare.direct.DirectBroadcasts.Executions;
import dev.fanfare.direct.DirectSetup;
import dev.fanfare.executions.BroadcastStart;
import dev.fanfare.executions.SfnExecutions;
import dev.fanfare.messages.DynamoMembership;
import dev.fanfare.messages.MessageSender;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** SendMessage: the route {@code sendmessage}. */
public final class SendMessageHandler extends ActionHandler {

  /** The sender waits for it; what takes longer, an execution goes on with. */
  private static final Duration MAX_POSTING_TIME = Duration.ofMillis(2_500);

  /** The function's timeout: after it, an earlier call has ended. */
  private static final Duration LIFE = Duration.ofSeconds(29);

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
    var limits = DynamoSendLimits.of(variables);
    var right = SendRight.of(variables);
    var setup = DirectSetup.of(variables);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    var executions = new SfnExecutions(aws.executions(), stateMachineArn);
    var whole = new BroadcastStart(new S3BroadcastBucket(aws.objects(), bucket), executions, clock);
    var direct =
        setup.on(aws, new Executions(whole::start, executions::start), LIFE, Thread::sleep);
    // Not by the queue: who talks to each other waits for no poll.
    var sender =
        new MessageSender(
            new DynamoMembership(tables, names.subscriptions()),
            (request, id, log) -> direct.take(request, id, MAX_POSTING_TIME, log).position());
    return limits.route(aws, tables, clock, new SendMessageAction(right, sender, clock));
  }
}
