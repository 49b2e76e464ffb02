package dev.fanfare.request;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.Outcome;

/**
 * A part of an earlier broadcast's audience, fixed by connection id. Connections opened since then
 * are not in it, and closed connections turn out stale.
 *
 * @param broadcastId the earlier broadcast
 */
public record EarlierAudience(Part part, String broadcastId) {

  /** The parts of an earlier broadcast's audience. They do not overlap. */
  public enum Part {
    /**
     * The connections that it missed, as defined by {@link Outcome#isMissed}: they get the message.
     */
    MISSED("resend_of"),
    /** The connections that it delivered to: they get a correction. */
    REACHED("correct_of");

    private final String field;

    Part(String field) {
      this.field = field;
    }

    /** The request field that selects this part. */
    public String field() {
      return field;
    }
  }

  /** The exception for a rule that the request's field breaks. */
  public InvalidRequestException refusal(String rule) {
    return new InvalidRequestException(part.field(), '"' + broadcastId + '"', rule);
  }
}
