package dev.fanfare.messages;

import dev.fanfare.archive.ArchivedMessage;
import dev.fanfare.archive.MessageHistory;
import dev.fanfare.config.Pause;
import dev.fanfare.dynamodb.ContentionException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Joins a channel and delivers the missed messages. Each message reaches the client in exactly one
 * way: from the archive, or pushed by its broadcast.
 *
 * <p>How it works: the join first writes the membership with an open end of the catch-up. It then
 * reads the channel's head and fixes the end there. A broadcast gets its position before its
 * planner reads the members. A planner that reads an open end fixes the end itself, at the head of
 * that moment.
 *
 * <p>Messages up to the end come from the archive, because their positions were assigned before the
 * head was read. They are not pushed: an earlier planner did not find the membership, and a later
 * planner finds or fixes the end. Messages beyond the end got their positions after the head was
 * read. Their planners therefore find the membership and push to it. No party waits for another,
 * and joining clients share no row that they write.
 *
 * <p>An existing member receives pushes all the time. Messages in transit when it starts another
 * catch-up arrive twice, with the same id.
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

  /** Makes the connection a member that is catching up. */
  public interface Join {

    /** Makes the connection a member that catches up from a position, with an open end. */
    void from(long position);

    /**
     * Fixes the end of the catch-up, unless it is already fixed.
     *
     * @return the end; empty if the connection has left the channel meanwhile
     */
    OptionalLong settle();
  }

  /** The amount that a client may receive now; it gets the rest later. */
  public interface Allowance extends AutoCloseable {

    /** Charges one message and returns whether the client may receive it. */
    boolean takeMessage();

    /** Waits until another post is allowed; returns false if none is. */
    boolean awaitPost();

    /** Returns how long to wait for a new allowance if it was exhausted; zero otherwise. */
    default Duration retryAfter() {
      return Duration.ZERO;
    }

    @Override
    default void close() {}
  }

  /**
   * The progress of a client's catch-up.
   *
   * @param head the channel's last position at the join; later messages are pushed
   * @param reached the last position that was delivered or has expired; below {@code head} if the
   *     allowance, the time or the connection ended first
   * @param expired the number of positions up to {@code reached} that have expired
   */
  public record Result(long head, long reached, long expired) {
    public boolean isTruncated() {
      return reached < head;
    }
  }

  /**
   * @param random adds jitter to the pauses; must not be seeded, because SnapStart copies its state
   * @param most the maximum number of messages per join
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
   * Joins the channel, then posts the missed messages to the connection in order.
   *
   * @param allowance the amount that the client may receive
   * @param isTimeUp returns whether to stop posting
   * @throws ContentionException if the connection left the channel during every attempt
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
            .deliver();
      }
    }
    throw new ContentionException(JOIN_ATTEMPTS, null);
  }

  private void pauseAfter(int attempt) {
    long most = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
    pause.during("catching up", random.nextLong(most));
  }

  /** The catch-up of one client, from its position to the head. */
  private final class Run {
    private final String channel;
    private final String connectionId;
    private final Allowance allowance;
    private final BooleanSupplier isTimeUp;
    private final long head;
    private long reached;
    private long delivered;
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

    private Result deliver() {
      while (reached < head) {
        var page = history.after(channel, reached, PAGE);
        for (var message : page.messages()) {
          if (message.position() > head) {
            return skipTo(head);
          }
          if (delivered == most || !allowance.takeMessage() || !deliver(message)) {
            return new Result(head, reached, expired);
          }
        }
        if (page.isLast()) {
          return skipTo(head);
        }
      }
      return new Result(head, reached, expired);
    }

    private boolean deliver(ArchivedMessage message) {
      for (byte[] post : new MissedMessage(channel, message).posts()) {
        if (!post(post)) {
          return false;
        }
      }
      skipTo(message.position() - 1);
      reached = message.position();
      delivered++;
      return true;
    }

    /** Counts positions that are missing from the archive as expired. */
    private Result skipTo(long position) {
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
