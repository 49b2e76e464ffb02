package dev.fanfare.sockets;

import dev.fanfare.channels.DynamoMembers;
import dev.fanfare.channels.MemberCount;
import dev.fanfare.channels.MemberList;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Variables;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;

/** ListMembers: the routes {@code listmembers} and {@code countmembers}. */
public final class ListMembersHandler extends ActionHandler {
  public ListMembersHandler() {
    this(Environment.variables());
  }

  ListMembersHandler(Map<String, String> environment) {
    this(route(environment));
  }

  ListMembersHandler(ActionRoute route) {
    super(route);
  }

  private static ActionRoute route(Map<String, String> environment) {
    var variables = new Variables(environment);
    String subscriptions = variables.text("SUBSCRIPTIONS_TABLE");
    var limits = DynamoSendLimits.of(variables);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    var members = new DynamoMembers(tables, subscriptions, clock);
    var partitions =
        Executors.newFixedThreadPool(SubscriptionRow.PARTITIONS, ListMembersHandler::counter);
    return limits.route(
        aws,
        tables,
        clock,
        new ListMembersAction(new MemberList(members), new MemberCount(members, partitions)));
  }

  private static Thread counter(Runnable work) {
    var thread = new Thread(work, "count-members");
    thread.setDaemon(true);
    return thread;
  }
}
