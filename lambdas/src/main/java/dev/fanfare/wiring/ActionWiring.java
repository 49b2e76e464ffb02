package dev.fanfare.wiring;

import dev.fanfare.archive.DynamoMessageHistory;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoChannelMembers;
import dev.fanfare.channels.DynamoConnectionChannels;
import dev.fanfare.channels.MemberCount;
import dev.fanfare.channels.MemberList;
import dev.fanfare.channels.catchup.DynamoCatchUpEnds;
import dev.fanfare.channels.catchup.DynamoCatchUpJoins;
import dev.fanfare.channels.catchup.DynamoCatchUpTurns;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Pause;
import dev.fanfare.direct.ClientPermits;
import dev.fanfare.direct.DirectBroadcasts;
import dev.fanfare.dynamodb.Transactions;
import dev.fanfare.executions.BroadcastStart;
import dev.fanfare.executions.SfnExecutions;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.MessageSender;
import dev.fanfare.messages.SdkClientPosts;
import dev.fanfare.push.permits.DynamoPermitStore;
import dev.fanfare.sockets.actions.ActionRoute;
import dev.fanfare.sockets.actions.AnswerUnroutedAction;
import dev.fanfare.sockets.actions.CatchUpAllowance;
import dev.fanfare.sockets.actions.DynamoSendLimits;
import dev.fanfare.sockets.actions.JoinAction;
import dev.fanfare.sockets.actions.JoinSince;
import dev.fanfare.sockets.actions.LeaveAction;
import dev.fanfare.sockets.actions.ListChannelsAction;
import dev.fanfare.sockets.actions.ListMembersAction;
import dev.fanfare.sockets.actions.ListMessagesAction;
import dev.fanfare.sockets.actions.SendMessageAction;
import dev.fanfare.sockets.actions.SendPermission;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Creates the routes of client actions. */
public final class ActionWiring extends Wiring {
  /** Posts are sequential, so that messages stay in order. */
  private static final int CATCH_UP_CONNECTIONS = 1;

  /** A client that does not read blocks the function for at most eight of these timeouts. */
  private static final Duration MAX_CATCH_UP_POST_TIME = Duration.ofMillis(750);

  private static final int MAX_CATCH_UP_MESSAGES = 1_000;

  /** The sender waits during this time; an execution posts messages that take longer. */
  private static final Duration MAX_POSTING_TIME = Duration.ofMillis(2_500);

  /** SendMessage's timeout: after it, an earlier call has certainly ended. */
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(29);

  public ActionWiring(Map<String, String> environment) {
    super(environment);
  }

  public static ActionWiring ofEnvironment() {
    return new ActionWiring(Environment.variables());
  }

  public ActionRoute joinChannel() {
    var names = ChannelTables.of(variables);
    String messages = variables.text("MESSAGES_TABLE");
    int mostMissed = variables.number("MAX_CATCH_UP_MESSAGES", 1, MAX_CATCH_UP_MESSAGES);
    var permitSetup = ClientPermits.Setup.of(variables);
    var limits = DynamoSendLimits.of(variables);
    var transactions = Transactions.of(tables());
    var history = new DynamoMessageHistory(tables(), messages, clock);
    var posts =
        new SdkClientPosts(
            clients().connections(limits.endpoint(), CATCH_UP_CONNECTIONS, MAX_CATCH_UP_POST_TIME));
    var permits = permits(permitSetup);
    var budget = limits.messages(tables());
    var joinSince =
        new JoinSince(
            new DynamoCatchUpJoins(transactions, names, clock),
            new DynamoCatchUpEnds(transactions, names.subscriptions(), history),
            new DynamoCatchUpTurns(tables(), limits.table()),
            new CatchUp(history, posts, Pause.SLEEP, random(), mostMissed),
            (client, isTimeUp, log) ->
                new CatchUpAllowance(budget, client.owner(), clock, permits.turn(log), isTimeUp),
            clock);
    var channels = new DynamoConnectionChannels(tables(), transactions, names, clock);
    return route(limits, new JoinAction(channels, history, joinSince));
  }

  private ClientPermits permits(ClientPermits.Setup setup) {
    return new ClientPermits(
        setup.account(),
        setup.clients(),
        new DynamoPermitStore(tables(), setup.permitsTable(), DynamoPermitStore.background()),
        System::nanoTime,
        clock,
        (woken, nanos) -> woken.tryAcquire(nanos, TimeUnit.NANOSECONDS));
  }

  public ActionRoute leaveChannel() {
    var names = ChannelTables.of(variables);
    var limits = DynamoSendLimits.of(variables);
    return route(limits, new LeaveAction(channels(names)));
  }

  public ActionRoute listChannels() {
    var names = ChannelTables.of(variables);
    var limits = DynamoSendLimits.of(variables);
    return route(limits, new ListChannelsAction(channels(names)));
  }

  private DynamoConnectionChannels channels(ChannelTables names) {
    return new DynamoConnectionChannels(tables(), Transactions.of(tables()), names, clock);
  }

  public ActionRoute listMembers() {
    String subscriptions = variables.text("SUBSCRIPTIONS_TABLE");
    var limits = DynamoSendLimits.of(variables);
    var members = new DynamoChannelMembers(tables(), subscriptions, clock);
    var partitions = threads(SubscriptionRow.PARTITIONS, "count-members");
    return route(
        limits,
        new ListMembersAction(new MemberList(members), new MemberCount(members, partitions)));
  }

  public ActionRoute listMessages() {
    String subscriptions = variables.text("SUBSCRIPTIONS_TABLE");
    String messages = variables.text("MESSAGES_TABLE");
    var limits = DynamoSendLimits.of(variables);
    return route(
        limits,
        new ListMessagesAction(
            new DynamoChannelMembers(tables(), subscriptions, clock),
            new DynamoMessageHistory(tables(), messages, clock),
            clock));
  }

  public ActionRoute sendMessage() {
    var names = ChannelTables.of(variables);
    String bucket = variables.text("BROADCAST_BUCKET");
    String stateMachineArn = variables.text("STATE_MACHINE_ARN");
    var limits = DynamoSendLimits.of(variables);
    var right = SendPermission.of(variables);
    var directWiring = new DirectWiring(this);
    var executions = new SfnExecutions(executions(), stateMachineArn);
    var whole = new BroadcastStart(bucket(bucket), executions, clock);
    var direct =
        directWiring.broadcasts(
            new DirectBroadcasts.Executions(whole::start, executions::start),
            SEND_TIMEOUT,
            Duration.ZERO);
    // Bypasses the queue: chat users should not wait for a poll.
    var sender =
        new MessageSender(
            new DynamoChannelMembers(tables(), names.subscriptions(), clock),
            (request, id, log) -> direct.take(request, id, MAX_POSTING_TIME, log).position());
    return route(limits, new SendMessageAction(right, sender, clock));
  }

  public ActionRoute answerUnrouted() {
    return route(DynamoSendLimits.of(variables), new AnswerUnroutedAction());
  }

  private ActionRoute route(DynamoSendLimits limits, ActionRoute.Action action) {
    return limits.route(clients(), tables(), clock, action);
  }
}
