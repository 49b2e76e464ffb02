package dev.fanfare.push;

import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.push.permits.Permits;
import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Pushes one message to the connections of one shard, as far as time allows.
 *
 * <p>One thread makes all decisions: the thread on which the transport drives the push. Lines are
 * posted in order. A connection without an outcome is posted to again. After a failure, this
 * happens as soon as its back-off is over. After a 429 of its own, or a 410 while young, it happens
 * only after every line has had its first post, so that a slow client never slows its shard. A
 * connection's age is its age at the time of the post.
 *
 * <pre>
 *   line ──► post ──► 200             delivered
 *             ▲  ├──► 410             stale; aside while young
 *             │  ├──► 400, 403, 413   refused
 *   again ────┤  ├──► 5xx, reset      again; in the end unreachable
 *   aside ────┘  ├──► 429 of a wave   again; in the end slow
 *                └──► 429             aside; in the end slow
 * </pre>
 */
public final class ShardPush {
  /** How early to draw permits for a post that is due soon. */
  private static final long SOON_NANOS = 100_000_000;

  private final Transport.Poster poster;
  private final PushSettings settings;
  private final PushSettings.Ends ends;
  private final PushTime time;
  private final RandomGenerator random;

  private final ShardReading lines;
  private final ShardBooks books;
  private final FailedPosts troubles = new FailedPosts();
  private final Permits permits;

  private final Waiting waiting = new Waiting();
  private final InFlight inFlight;
  private PushListener listener = (nanos, booked) -> {};
  private boolean closing;

  /** Observes the books between posts, on the thread of the push. */
  @FunctionalInterface
  interface PushListener {
    /**
     * Called often; must be fast.
     *
     * @param nanos the current time, on the clock of {@link PushTime#nanos}
     */
    void observe(long nanos, ShardBooks books);
  }

  /**
   * @param shard positioned at its first line; read only as far as the push gets
   * @param before the progress of earlier invocations
   */
  public ShardPush(
      Transport.Poster poster,
      ShardLines.Reader shard,
      Progress before,
      PushSettings settings,
      PushSettings.Ends ends,
      Permits permits,
      PushTime time,
      RandomGenerator random) {
    this.poster = poster;
    this.settings = settings;
    this.ends = ends;
    this.permits = permits;
    this.time = time;
    this.random = random;
    this.lines = new ShardReading(shard, before);
    this.books = new ShardBooks(before);
    this.inFlight = new InFlight(settings.inFlight());
  }

  /** Sets the listener; must be called before {@link #run}. */
  void watchedBy(PushListener watcher) {
    listener = watcher;
  }

  /**
   * Sets the number of lines in the shard, so that the push draws no more permits than it can use.
   */
  void counts(int connections) {
    lines.counted(connections);
  }

  /** Pushes until every line has its outcome, or until time is up. */
  public Progress run() throws IOException, InterruptedException {
    poster.run(this::tick);
    var outcome = ends.outcomeOfRest(time.now());
    if (outcome.isPresent()) {
      settleTheRest(outcome.get());
    }
    return books.progress(lines.offset(), unsettled());
  }

  /** Returns whether every line of the shard has its outcome. */
  public boolean isFinished() {
    return lines.hasEnded() && inFlight.isEmpty() && waiting.isEmpty();
  }

  FailedPosts troubles() {
    return troubles;
  }

  private long tick() throws IOException {
    long now = time.nanos();
    listener.observe(now, books);
    closing = closing || now - ends.stopNanos() >= 0 || ends.outcomeOfRest(time.now()).isPresent();
    if (closing) {
      boolean isOver = inFlight.isEmpty() || now - ends.leaveNanos() >= 0;
      return isOver ? Transport.Tick.OVER : ends.leaveNanos() - now;
    }
    long untilNext = postPermitted(now);
    return isFinished() ? Transport.Tick.OVER : nanosToWait(time.nanos(), untilNext);
  }

  /**
   * @return the time until the next post is possible, unless a response frees a slot earlier
   */
  private long postPermitted(long tick) throws IOException {
    long now = tick;
    int room = poster.room(inFlight.free());
    long until = permits.nanosUntilNext(now, room, left(now));
    for (; room > 0 && until <= 0; room--) {
      Attempt next = nextDue(now);
      if (next == null) {
        break;
      }
      permits.take(now);
      post(next, now);
      now = time.nanos();
      until = permits.nanosUntilNext(now, room - 1, left(now));
    }
    if (room > 0 || until > 0 || left(now) == 0) {
      return until;
    }
    poster.prepareRoom(inFlight.free());
    return Long.MAX_VALUE;
  }

  /** Returns the known number of posts that are due now or soon. */
  private long left(long now) {
    if (canRead()) {
      return (long) lines.left() + waiting.size();
    }
    return waiting.nanosUntilDue(now) < SOON_NANOS ? waiting.size() : 0;
  }

  private boolean canRead() {
    return !lines.hasEnded() && !waiting.isFull();
  }

  private @Nullable Attempt nextDue(long now) throws IOException {
    Attempt again = waiting.again(now);
    if (again != null) {
      return again;
    }
    Attempt line = canRead() ? lines.next(now) : null;
    return line != null ? line : waiting.aside(now);
  }

  private void post(Attempt attempt, long posted) {
    int place = inFlight.add(attempt);
    poster.post(attempt.connection().id(), result -> answered(place, posted, result));
  }

  private void answered(int place, long posted, PostResult result) {
    Attempt attempt = inFlight.remove(place);
    long now = time.nanos();
    books.answered(now - posted);
    settle(attempt, result, posted, now);
  }

  private void settle(Attempt attempt, PostResult result, long posted, long now) {
    boolean isThrottled = result.kind() == PostResult.Kind.THROTTLED;
    boolean isWave = permits.answered(now, isThrottled && !attempt.throttled());
    switch (result.kind()) {
      case ACCEPTED -> books.settle(attempt.line(), Outcome.DELIVERED);
      case GONE -> {
        if (wasYoung(attempt, now - posted)) {
          waiting.putAside(attempt.later(now + whileYoung()));
        } else {
          books.settle(attempt.line(), Outcome.STALE);
        }
      }
      case THROTTLED -> throttled(attempt, now, isWave);
      case FAILED -> {
        if (isGivenUp(attempt.failed(), Outcome.UNREACHABLE)) {
          troubles.unreachable(attempt.connection().id(), result.detail());
        } else {
          waiting.retry(backedOff(attempt.failed(), now));
        }
      }
      case REFUSED -> {
        troubles.refused(attempt.connection().id(), result.detail());
        books.settle(attempt.line(), Outcome.REFUSED);
      }
    }
  }

  /**
   * Handles a 429, which has two causes. In a wave, the account's quota is exhausted: the number of
   * permits decreases, and the connection is retried like any other. Outside a wave, the client's
   * send buffer is full: the connection is put aside, so that it never slows its shard.
   */
  private void throttled(Attempt attempt, long now, boolean isWave) {
    Attempt throttled = attempt.throttled(isWave ? Attempt.OF_A_WAVE : Attempt.WHOLE);
    if (isGivenUp(throttled, Outcome.SLOW)) {
      return;
    }
    if (isWave) {
      waiting.retry(backedOff(throttled, now));
    } else {
      waiting.putAside(backedOff(throttled, now));
    }
  }

  private boolean isGivenUp(Attempt failed, Outcome outcome) {
    boolean isGivenUp = failed.tenths() >= settings.attempts() * Attempt.WHOLE;
    if (isGivenUp) {
      books.settle(failed.line(), outcome);
    }
    return isGivenUp;
  }

  private Attempt backedOff(Attempt failed, long now) {
    return failed.later(now + settings.backOff().nanos(failed.failures(), random));
  }

  /**
   * About eight posts while a connection is young: early enough for a live client, and few for a
   * dead one.
   */
  private long whileYoung() {
    long youth = settings.young().toNanos();
    return youth / 16 + random.nextLong(youth / 8 + 1);
  }

  /** Reads the time of day only for a 410, so that other posts do not pay for it. */
  private boolean wasYoung(Attempt attempt, long nanosSincePost) {
    long postedAt = time.now().minusNanos(nanosSincePost).toEpochMilli();
    return attempt.connection().isYoung(postedAt, settings.young());
  }

  private void settleTheRest(Outcome outcome) throws IOException {
    waiting.forEach(attempt -> books.settle(attempt.line(), outcome));
    waiting.clear();
    for (Attempt line = lines.next(0); line != null; line = lines.next(0)) {
      books.settle(line.line(), outcome);
    }
  }

  private UnsettledLines unsettled() {
    var unsettled = new UnsettledLines();
    // These posts did not get their full response time. They count as failures, so that a
    // connection that never responds is given up in the end.
    inFlight.forEach(attempt -> unsettled.add(attempt.failed()));
    waiting.forEach(unsettled::add);
    lines.addUnread(unsettled);
    return unsettled;
  }

  /** Returns how long nothing but a response can happen. */
  private long nanosToWait(long now, long untilNext) {
    long due = canRead() ? 0 : waiting.nanosUntilDue(now);
    long check = ends.nanosUntilCheck(now, time.now());
    return Math.max(0, Math.min(check, Math.max(untilNext, due)));
  }
}
