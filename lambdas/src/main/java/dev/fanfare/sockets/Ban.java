package dev.fanfare.sockets;

import java.util.Objects;

/**
 * A user who may not connect.
 *
 * @param until the end of the ban, in seconds since the epoch
 * @param reason for the operator's log; may be empty
 */
public record Ban(String userId, long until, String reason) {
  public Ban {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(reason, "reason");
  }
}
