package dev.fanfare.messages;

import dev.fanfare.archive.ArchivedMessage;
import dev.fanfare.archive.MessageHistory;
import dev.fanfare.config.ContentionException;
import dev.fanfare.config.Pause;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Joins a channel and brings what was missed, so that each message reaches the client by one way:
 * from the archive, or pushed by its broadcast.
 *
 * <p>Why by exactly one: first the membership is written, as one whose end of catching up is open;
 * then the channel's head is read, and the end settled there. A broadcast is given its position
 * before its planner reads the members; a planner that meets an open end settles it itself, at the
 * head as it is then. So take any message. Up to the end, the archive brings it: it was given its
 * position before the head was read. And it is not pushed: a planner that has read the members
 * before did not find the membership, and a later one finds the end, or settles it. Beyond the end,
 * it was given its position after the head was read; so its planner finds the membership, and
 * pushes. Nobody waits for anybody, and no row is written that others write too.
 *
 * <p>Who was in the channel already is pushed to all the time; what is on its way to it when it
 * catches up again comes by both ways, with the same id.
 */
public final class CatchUp {
  private static final int PAGE = 100;
  private static final int JOIN_ATTEMPTS = 4;

  private static final int POST_ATTEMPTS = 8;

  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long MAX_PAUSE_MILLIS = 1_000;

  private final MessageHistory history;
  private final ClientPosts posts;
  private final Pause pause;
  private final RandomGenerator random;
  private final int most;

  /** Makes the connection a member who catches up. */
  public interface Join {

    /** Makes it a member who catches up from a position; up to where is open. */
    void from(long position);

    /**
     * Settles up to where, unless somebody else has.
     *
     * @return where; empty when the connection has left the channel meanwhile
     */
    OptionalLong settle();
  }

  /** What a client may be brought; it gets the rest another time. */
  public interface Allowance extends AutoCloseable {

    /** Whether it may have another message; one that may is charged. */
    boolean takeMessage();

    /** Waits until another post may be made, and says whether it may. */
    boolean awaitPost();

    /** How long to wait before more may be had, where there was none left; else zero. */
    default Duration retryAfter() {
      return Duration.ZERO;
    }

    @Override
    default void close() {}
  }

  /**
   * How far a client has caught up.
   *
   * @param head the channel's last position when it joined: whatever comes later is pushed
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
   * @param most messages that one join brings
   */
  public CatchUp(
      MessageHistory history, ClientPosts posts, Pause pause, RandomGenerator random, int most) {
    this.history = history;
    this.posts = posts;
    this.pause = pause;
    this.random = random;
    this.most = most;
  }

  /**
   * Joins, then posts what was missed to the connection, in order.
   *
   * @param allowance what the client may be brought
   * @param isTimeUp whether to stop posting
   * @throws ContentionException when the connection left the channel again in all attempts
   */
  public Result join(
      String channel,
      String connectionId,
      Since since,
      Join join,
      Allowance allowance,
      BooleanSupplier isTimeUp) {
    long from = since.in(channel, history);
    for (int attempt = 1; attempt <= JOIN_ATTEMPTS; attempt++) {
      join.from(from);
      var end = join.settle();
      if (end.isPresent()) {
        long head = end.getAsLong();
        return new Run(channel, connectionId, allowance, isTimeUp, head, Math.min(from, head))
            .bring();
      }
    }
    throw new ContentionException(JOIN_ATTEMPTS, null);
  }

  private void pauseAfter(int attempt) {
    long most = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
    pause.during("catching up", random.nextLong(most));
  }

  /** One client's catching up, from where it was to the head. */
  private final class Run {
    private final String channel;
    private final String connectionId;
    private final Allowance allowance;
    private final BooleanSupplier isTimeUp;
    private final long head;
    private long reached;
    private long brought;
    private long expired;

    private Run(
        String channel,
        String connectionId,
        Allowance allowance,
        BooleanSupplier isTimeUp,
        long head,
        long from) {
      this.channel = channel;
      this.connectionId = connectionId;
      this.allowance = allowance;
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
          if (brought == most || !allowance.takeMessage() || !bring(message)) {
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
        if (!allowance.awaitPost()) {
          return false;
        }
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
