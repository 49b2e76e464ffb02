package dev.fanfare.request;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.Outcome;

/**
 * An audience that is a part of an earlier broadcast's, to the connection: whoever came since is
 * not in it, and whoever left is found stale.
 *
 * @param broadcastId the earlier broadcast
 */
public record EarlierAudience(Part part, String broadcastId) {

  /** Which of an earlier broadcast's connections are meant. The two have none in common. */
  public enum Part {
    /** Those that it missed, as {@link Outcome#isMissed} says: they get what they have not got. */
    MISSED("resend_of"),
    /** Those that it delivered to: they get a correction of what they have got. */
    REACHED("correct_of");

    private final String field;

    Part(String field) {
      this.field = field;
    }

    /** The field of a request that asks for it. */
    public String field() {
      return field;
    }
  }

  /** What to throw when the request's field breaks a rule. */
  public InvalidRequestException refusal(String rule) {
    return new InvalidRequestException(part.field(), '"' + broadcastId + '"', rule);
  }
}
