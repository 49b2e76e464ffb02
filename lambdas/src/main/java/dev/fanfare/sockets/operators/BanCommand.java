package dev.fanfare.sockets.operators;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.sockets.identity.UserId;
import org.jspecify.annotations.Nullable;

/** Checks an operator's request, finds the user, and bans the user or closes connections. */
public final class BanCommand {
  private static final long MAX_SECONDS = 10L * 365 * 24 * 60 * 60;
  private static final int MAX_REASON_LENGTH = 256;

  /** The format of API Gateway's connection ids; API Gateway responds 400 to any other. */
  private static final String CONNECTION_ID = "[A-Za-z0-9_-]{1,64}=?";

  private final DynamoConnectionOwners owners;
  private final UserBan userBan;

  public BanCommand(DynamoConnectionOwners owners, UserBan userBan) {
    this.owners = owners;
    this.userBan = userBan;
  }

  /**
   * @throws InvalidRequestException if a field breaks a rule, or if a ban names an unknown
   *     connection
   */
  public BanUserResult execute(BanUserPayload payload) {
    long seconds = checkedSeconds(payload.seconds());
    String reason = checkedReason(payload.reason());
    String userId = payload.userId();
    String connectionId = payload.connectionId();
    if (userId != null && connectionId == null) {
      return ofUser(UserId.check("user_id", userId), seconds, reason);
    }
    if (connectionId != null && userId == null) {
      return ofConnection(connectionId, seconds, reason);
    }
    throw new InvalidRequestException(
        "user_id and connection_id",
        userId == null ? "both missing" : "both given",
        "exactly one of them must be given");
  }

  private BanUserResult ofUser(String userId, long seconds, String reason) {
    return new BanUserResult(userId, userBan.ofUser(userId, seconds, reason));
  }

  private BanUserResult ofConnection(String connectionId, long seconds, String reason) {
    if (!connectionId.matches(CONNECTION_ID)) {
      throw notAConnection(connectionId);
    }
    var user = owners.userOf(connectionId);
    if (seconds == 0) {
      return new BanUserResult(user.orElse(null), userBan.ofConnection(connectionId));
    }
    return ofUser(user.orElseThrow(() -> notAConnection(connectionId)), seconds, reason);
  }

  private static InvalidRequestException notAConnection(String connectionId) {
    return new InvalidRequestException(
        "connection_id", '"' + connectionId + '"', "must be the id of a connection");
  }

  private static long checkedSeconds(@Nullable Long seconds) {
    if (seconds == null || seconds < 0 || seconds > MAX_SECONDS) {
      throw new InvalidRequestException(
          "seconds",
          seconds == null ? "missing" : "" + seconds,
          "must be from 0 to " + MAX_SECONDS);
    }
    return seconds;
  }

  private static String checkedReason(@Nullable String reason) {
    if (reason != null && reason.length() > MAX_REASON_LENGTH) {
      throw new InvalidRequestException(
          "reason", '"' + reason + '"', "must be at most " + MAX_REASON_LENGTH + " characters");
    }
    return reason == null ? "" : reason;
  }
}
