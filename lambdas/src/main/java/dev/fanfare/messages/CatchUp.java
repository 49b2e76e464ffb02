package dev.fanfare.messages;

import dev.fanfare.broadcast.ArchivedMessage;
import dev.fanfare.broadcast.MessageHistory;
import dev.fanfare.config.BatchWrites;
import dev.fanfare.config.ContentionException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Joins a channel and brings what was missed, so that each message reaches the client by one way:
 * from the archive, or pushed by its broadcast.
 *
 * <p>Why by exactly one: a broadcast is given its position before its planner reads the members,
 * and a join takes effect together with a check that the channel's head stands where the membership
 * says. So either the position was given before the join; then it is not beyond the head, the
 * archive has it, and the planner passes over a member who has caught up to it. Or it was given
 * after the join; then the planner, which reads the members later still, finds the member, and the
 * position is beyond what it has caught up to.
 */
public final class CatchUp {
  /** Most messages that one join brings. */
  static final int MOST_MESSAGES = 1_000;

  private static final int PAGE = 100;
  private static final int JOIN_ATTEMPTS = 40;
  private static final int POST_ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final MessageHistory history;
  private final ClientPosts posts;
  private final BatchWrites.Pause pause;
  private final RandomGenerator random;

  /** Makes the connection a member who has caught up to a head. */
  public interface Join {

    /**
     * @return false when the channel's head is another one, and nothing was changed
     */
    boolean at(long head);
  }

  /**
   * How far a client has caught up.
   *
   * @param head the position it joined at: whatever comes later is pushed
   * @param reached the last position that was brought, or is not kept any more; below {@code head}
   *     when there was too much, too little time, or nobody to take it
   * @param expired how many positions of those are not kept any more
   */
  public record Result(long head, long reached, long expired) {
    public boolean isTruncated() {
      return reached < head;
    }
  }

  /**
   * @param random jitters the pauses; under SnapStart not a seeded one
   */
  public CatchUp(
      MessageHistory history, ClientPosts posts, BatchWrites.Pause pause, RandomGenerator random) {
    this.history = history;
    this.posts = posts;
    this.pause = pause;
    this.random = random;
  }

  /**
   * Joins, then posts what was missed to the connection, in order.
   *
   * @param isTimeUp whether to stop posting
   * @throws ContentionException when the head kept moving in all attempts
   */
  public Result join(
      String channel, String connectionId, Since since, Join join, BooleanSupplier isTimeUp) {
    long head = join(channel, join);
    long from = Math.min(since.in(channel, history), head);
    return new Run(channel, connectionId, isTimeUp, head, from).bring();
  }

  private long join(String channel, Join join) {
    for (int attempt = 1; attempt <= JOIN_ATTEMPTS; attempt++) {
      long head = history.head(channel);
      if (join.at(head)) {
        return head;
      }
      pauseAfter(attempt);
    }
    throw new ContentionException(JOIN_ATTEMPTS, null);
  }

  private void pauseAfter(int attempt) {
    try {
      long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
      pause.of(random.nextLong(most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while catching up", e);
    }
  }

  /** One client's catching up, from where it was to the head. */
  private final class Run {
    private final String channel;
    private final String connectionId;
    private final BooleanSupplier isTimeUp;
    private final long head;
    private long reached;
    private long brought;
    private long expired;

    private Run(
        String channel, String connectionId, BooleanSupplier isTimeUp, long head, long from) {
      this.channel = channel;
      this.connectionId = connectionId;
      this.isTimeUp = isTimeUp;
      this.head = head;
      this.reached = from;
    }

    private Result bring() {
      while (reached < head) {
        var page = history.after(channel, reached, PAGE);
        for (var message : page.messages()) {
          if (message.position() > head) {
            return passTo(head);
          }
          if (brought == MOST_MESSAGES || !bring(message)) {
            return new Result(head, reached, expired);
          }
        }
        if (page.isLast()) {
          return passTo(head);
        }
      }
      return new Result(head, reached, expired);
    }

    private boolean bring(ArchivedMessage message) {
      for (byte[] post : new MissedMessage(channel, message).posts()) {
        if (!post(post)) {
          return false;
        }
      }
      passTo(message.position() - 1);
      reached = message.position();
      brought++;
      return true;
    }

    /** Positions that the archive leaves out are not kept any more. */
    private Result passTo(long position) {
      expired += position - reached;
      reached = position;
      return new Result(head, reached, expired);
    }

    private boolean post(byte[] message) {
      for (int attempt = 1; attempt <= POST_ATTEMPTS && !isTimeUp.getAsBoolean(); attempt++) {
        switch (posts.post(connectionId, message)) {
          case DELIVERED -> {
            return true;
          }
          case GONE -> {
            return false;
          }
          case BUSY -> pauseAfter(attempt);
        }
      }
      return false;
    }
  }
}
