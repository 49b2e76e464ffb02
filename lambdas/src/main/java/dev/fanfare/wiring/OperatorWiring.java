package dev.fanfare.wiring;

import dev.fanfare.config.Environment;
import dev.fanfare.config.Pause;
import dev.fanfare.config.YoungSeconds;
import dev.fanfare.sockets.DynamoUserConnections;
import dev.fanfare.sockets.SdkOpenSockets;
import dev.fanfare.sockets.identity.SdkTicketKey;
import dev.fanfare.sockets.operators.BanCommand;
import dev.fanfare.sockets.operators.DynamoConnectionOwners;
import dev.fanfare.sockets.operators.TicketIssue;
import dev.fanfare.sockets.operators.UserBan;
import java.util.Map;
import java.util.UUID;

/** Creates the objects of IssueTicket and BanUser, which operators and backends invoke. */
public final class OperatorWiring extends Wiring {

  public OperatorWiring(Map<String, String> environment) {
    super(environment);
  }

  public static OperatorWiring ofEnvironment() {
    return new OperatorWiring(Environment.variables());
  }

  public TicketIssue ticketIssue() {
    String secret = variables.text("TICKET_SECRET");
    var key = new SdkTicketKey(clients().secrets(), secret, clock);
    return new TicketIssue(key, () -> UUID.randomUUID().toString(), clock);
  }

  public BanCommand banOrder() {
    String connections = variables.text("CONNECTIONS_TABLE");
    String indexById = variables.text("CONNECTIONS_BY_ID_INDEX");
    var endpoint = variables.address("CONNECTIONS_ENDPOINT");
    var young = YoungSeconds.of(variables);
    var sockets = new SdkOpenSockets(clients().connections(endpoint));
    return new BanCommand(
        new DynamoConnectionOwners(tables(), connections, indexById),
        new UserBan(
            new DynamoUserConnections(tables(), connections, clock),
            sockets,
            young,
            clock,
            Pause.SLEEP));
  }
}
