package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.StepHandler;
import dev.fanfare.config.Variables;
import dev.fanfare.sockets.identity.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * BanUser: closes a user's connections and lets the user in no more for a while. Names the user, or
 * a connection of the user's; with a connection and no seconds, only that one is closed.
 */
public final class BanUserHandler
    extends StepHandler<BanUserHandler.Payload, BanUserHandler.Response> {
  private static final long MAX_SECONDS = 10L * 365 * 24 * 60 * 60;
  private static final int MAX_REASON_LENGTH = 256;

  /** What API Gateway's ids look like; it answers 400 to any other. */
  private static final String CONNECTION_ID = "[A-Za-z0-9_-]{1,64}=?";

  private final DynamoConnectionOwners owners;
  private final UserBan userBan;

  public BanUserHandler() {
    this(Environment.variables(), Clock.systemUTC());
  }

  private BanUserHandler(Map<String, String> environment, Clock clock) {
    super(Payload.class);
    var variables = new Variables(environment);
    String table = variables.text("CONNECTIONS_TABLE");
    String indexById = variables.text("CONNECTIONS_BY_ID_INDEX");
    var endpoint = variables.address("CONNECTIONS_ENDPOINT");
    var young = Duration.ofSeconds(variables.number("YOUNG_SECONDS", 0, 60));
    variables.check();
    var clients = new AwsClients(environment);
    var tables = clients.tables();
    this.owners = new DynamoConnectionOwners(tables, table, indexById);
    this.userBan =
        new UserBan(
            new DynamoUserConnections(tables, table, clock),
            new SdkOpenSockets(clients.connections(endpoint)),
            young,
            clock,
            Thread::sleep);
  }

  BanUserHandler(DynamoConnectionOwners owners, UserBan userBan) {
    super(Payload.class);
    this.owners = owners;
    this.userBan = userBan;
  }

  /**
   * @param userId who; or else
   * @param connectionId one of whose connections
   * @param seconds how long; 0 closes, and bans nobody
   * @param reason for the log; may be missing
   */
  public record Payload(
      @JsonProperty("user_id") String userId,
      @JsonProperty("connection_id") String connectionId,
      Long seconds,
      String reason) {}

  /**
   * @param userId null when the connection is not known
   * @param closed how many sockets were open
   */
  public record Response(@JsonProperty("user_id") String userId, int closed) {}

  @Override
  protected Payload decode(InputStream in) throws IOException {
    return OperatorPayload.read(in, Payload.class);
  }

  /**
   * @throws InvalidRequestException when a field breaks a rule, or a connection whose user is to be
   *     banned is not known
   */
  @Override
  protected Response handle(Payload payload, Context context) {
    long seconds = checkedSeconds(payload.seconds());
    String reason = checkedReason(payload.reason());
    if ((payload.userId() == null) == (payload.connectionId() == null)) {
      throw new InvalidRequestException(
          "user_id and connection_id",
          payload.userId() == null ? "both missing" : "both given",
          "one of them must name who");
    }
    if (payload.userId() != null) {
      String userId = UserId.check("user_id", payload.userId());
      return new Response(userId, userBan.ofUser(userId, seconds, reason));
    }
    return ofConnection(payload.connectionId(), seconds, reason);
  }

  private Response ofConnection(String connectionId, long seconds, String reason) {
    if (!connectionId.matches(CONNECTION_ID)) {
      throw notAConnection(connectionId);
    }
    var user = owners.userOf(connectionId);
    if (seconds == 0) {
      return new Response(user.orElse(null), userBan.ofConnection(connectionId));
    }
    String userId = user.orElseThrow(() -> notAConnection(connectionId));
    return new Response(userId, userBan.ofUser(userId, seconds, reason));
  }

  private static InvalidRequestException notAConnection(String connectionId) {
    return new InvalidRequestException(
        "connection_id", '"' + connectionId + '"', "must be that of a connection");
  }

  private static long checkedSeconds(Long seconds) {
    if (seconds == null || seconds < 0 || seconds > MAX_SECONDS) {
      throw new InvalidRequestException(
          "seconds",
          seconds == null ? "missing" : "" + seconds,
          "must be from 0 to " + MAX_SECONDS);
    }
    return seconds;
  }

  private static String checkedReason(String reason) {
    if (reason != null && reason.length() > MAX_REASON_LENGTH) {
      throw new InvalidRequestException(
          "reason", '"' + reason + '"', "must be at most " + MAX_REASON_LENGTH + " characters");
    }
    return reason == null ? "" : reason;
  }
}
