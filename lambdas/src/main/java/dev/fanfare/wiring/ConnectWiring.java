package dev.fanfare.wiring;

import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.sessions.DynamoConnectionRemover;
import dev.fanfare.channels.sessions.RemovalTables;
import dev.fanfare.channels.sessions.SessionCloser;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Pause;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.YoungSeconds;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.messages.DynamoClientBudget;
import dev.fanfare.sockets.DynamoUserConnections;
import dev.fanfare.sockets.SdkOpenSockets;
import dev.fanfare.sockets.connect.AuthorizeConfig;
import dev.fanfare.sockets.connect.Authorizer;
import dev.fanfare.sockets.connect.ConnectLimit;
import dev.fanfare.sockets.connect.ConnectRoute;
import dev.fanfare.sockets.connect.ConnectionAdmission;
import dev.fanfare.sockets.connect.DisconnectRoute;
import dev.fanfare.sockets.connect.DynamoConnectionTable;
import dev.fanfare.sockets.connect.DynamoEndedSessions;
import dev.fanfare.sockets.connect.GoneConnections;
import dev.fanfare.sockets.connect.Origins;
import dev.fanfare.sockets.connect.UserLimits;
import dev.fanfare.sockets.identity.ClaimRules;
import dev.fanfare.sockets.identity.Claims;
import dev.fanfare.sockets.identity.DynamoUsedTickets;
import dev.fanfare.sockets.identity.HttpKeySource;
import dev.fanfare.sockets.identity.Identification;
import dev.fanfare.sockets.identity.IssuerKeys;
import dev.fanfare.sockets.identity.SdkTicketKey;
import dev.fanfare.sockets.identity.Tickets;
import dev.fanfare.sockets.identity.Tokens;
import dev.fanfare.sockets.identity.WebTokens;
import dev.fanfare.tables.BudgetRow;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Creates the objects of Authorize, Connect and Disconnect. */
public final class ConnectWiring extends Wiring {
  private static final Duration KEYS_WITHIN = Duration.ofSeconds(3);

  /** All checks together stay well within the function's five seconds. */
  private static final Duration MAX_CHECK_TIME = Duration.ofMillis(500);

  public ConnectWiring(Map<String, String> environment) {
    super(environment);
  }

  public static ConnectWiring ofEnvironment() {
    return new ConnectWiring(Environment.variables());
  }

  public Authorizer authorizer() {
    var config = AuthorizeConfig.from(environment);
    return new Authorizer(
        config.isByToken() ? tokens(config) : new Claims(() -> UUID.randomUUID().toString()),
        connectLimit(config.connects()));
  }

  private Identification tokens(AuthorizeConfig config) {
    var key = new SdkTicketKey(clients().secrets(), config.ticketSecret(), clock);
    return new Tokens(
        new Tickets(key, clock),
        new DynamoUsedTickets(tables(), config.tickets()),
        config.issuer().map(this::webTokens));
  }

  private WebTokens webTokens(AuthorizeConfig.Issuer issuer) {
    var source = new HttpKeySource(issuer.keys(), KEYS_WITHIN);
    return new WebTokens(
        new IssuerKeys(source, clock, PrintableLog.ofRuntime()),
        new ClaimRules(issuer.name(), issuer.audience(), clock));
  }

  private ConnectLimit connectLimit(AuthorizeConfig.Connects config) {
    return new ConnectLimit(
        new DynamoEndedSessions(tables(), config.sessions()),
        new DynamoClientBudget(
            tables(),
            config.budgets(),
            BudgetRow.CONNECTS_UNTIL,
            config.perUser(),
            config.perSource()),
        config.perUser(),
        clock);
  }

  public ConnectRoute connect() {
    var names = RemovalTables.of(variables);
    var origins = Origins.of(variables.textOrBlank("ALLOWED_ORIGINS"));
    int mostPerUser = UserLimits.mostPerUser(variables);
    var endpoint = variables.address("CONNECTIONS_ENDPOINT");
    var young = YoungSeconds.of(variables);
    var closer = closer(names);
    var gone =
        new GoneConnections(
            new SdkOpenSockets(clients().connections(endpoint, MAX_CHECK_TIME))::isOpen,
            closer,
            young,
            clock,
            new SecureRandom());
    var ofUsers = new DynamoUserConnections(tables(), names.connections(), clock);
    var admission =
        new ConnectionAdmission(
            UserLimits.of(ofUsers, mostPerUser, gone, Pause.SLEEP),
            new DynamoConnectionTable(
                BatchWrites.of(tables(), names.connections()),
                new ChannelTables(names.connections(), names.subscriptions()),
                names.sessions()));
    return new ConnectRoute(admission, origins);
  }

  public DisconnectRoute disconnect() {
    return new DisconnectRoute(closer(RemovalTables.of(variables)));
  }

  private SessionCloser closer(RemovalTables names) {
    int days = variables.number("RETENTION_DAYS", 1, MAX_TABLE_RETENTION_DAYS);
    return new SessionCloser(DynamoConnectionRemover.of(tables(), names, Duration.ofDays(days)));
  }
}
