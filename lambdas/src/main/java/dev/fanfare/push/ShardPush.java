package dev.fanfare.push;

import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.push.permits.Permits;
import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * Pushes one message to the connections of one shard, as far as time allows.
 *
 * <p>One thread decides everything: the one on which the transport drives the push. Lines are
 * posted in order. A connection that brought no outcome is tried again: after a failure as soon as
 * its back-off is over; after a 429 of its own, or a 410 while young, only once every line has had
 * its first post, so that a slow client never slows its shard. A connection's age is that at its
 * post.
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
  /** Permits are drawn so long before a post that is known to become due. */
  private static final long SOON_NANOS = 100_000_000;

  private final Transport.Poster poster;
  private final PushTerms terms;
  private final PushTerms.Ends ends;
  private final PushTime time;
  private final RandomGenerator random;

  private final ShardReading lines;
  private final ShardBooks books;
  private final Troubles troubles = new Troubles();
  private final Permits permits;

  private final Waiting waiting = new Waiting();
  private final InFlight inFlight;
  private PushListener listener = (nanos, booked) -> {};
  private boolean closing;

  /** Sees the books between posts, on the thread of the push. */
  @FunctionalInterface
  interface PushListener {
    /**
     * Called often; must be quick.
     *
     * @param nanos now, on the clock of {@link PushTime#nanos}
     */
    void look(long nanos, ShardBooks books);
  }

  /**
   * @param shard at its first line; read as far as the push comes
   * @param before what an earlier invocation has reached
   */
  public ShardPush(
      Transport.Poster poster,
      ShardLines.Reader shard,
      Progress before,
      PushTerms terms,
      PushTerms.Ends ends,
      Permits permits,
      PushTime time,
      RandomGenerator random) {
    this.poster = poster;
    this.terms = terms;
    this.ends = ends;
    this.permits = permits;
    this.time = time;
    this.random = random;
    this.lines = new ShardReading(shard, before);
    this.books = new ShardBooks(before);
    this.inFlight = new InFlight(terms.inFlight());
  }

  /** Lets somebody watch; to be called before {@link #run}. */
  void watchedBy(PushListener watcher) {
    listener = watcher;
  }

  /** Tells how many lines the shard has, so that no more permits are drawn than it can use. */
  void counts(int connections) {
    lines.counted(connections);
  }

  /** Pushes until every line has its outcome, or until time is up. */
  public Progress run() throws IOException, InterruptedException {
    poster.run(this::tick);
    var outcome = ends.ofTheRest(time.now());
    if (outcome.isPresent()) {
      settleTheRest(outcome.get());
    }
    return books.progress(lines.offset(), unsettled());
  }

  /** Whether every line of the shard has its outcome. */
  public boolean isFinished() {
    return lines.hasEnded() && inFlight.isEmpty() && waiting.isEmpty();
  }

  Troubles troubles() {
    return troubles;
  }

  private long tick() throws IOException {
    long now = time.nanos();
    listener.look(now, books);
    closing = closing || now - ends.stopNanos() >= 0 || ends.ofTheRest(time.now()).isPresent();
    if (closing) {
      boolean isOver = inFlight.isEmpty() || now - ends.leaveNanos() >= 0;
      return isOver ? Transport.Tick.OVER : ends.leaveNanos() - now;
    }
    long untilNext = postWhatMayBe(now);
    return isFinished() ? Transport.Tick.OVER : nanosToWait(time.nanos(), untilNext);
  }

  /**
   * @return how long until one more may be posted, unless an answer makes room before
   */
  private long postWhatMayBe(long tick) throws IOException {
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
    poster.makeRoom(inFlight.free());
    return Long.MAX_VALUE;
  }

  /** How many posts are due now or soon, as far as is known. */
  private long left(long now) {
    if (canRead()) {
      return (long) lines.left() + waiting.size();
    }
    return waiting.nanosUntilDue(now) < SOON_NANOS ? waiting.size() : 0;
  }

  private boolean canRead() {
    return !lines.hasEnded() && !waiting.isFull();
  }

  private Attempt nextDue(long now) throws IOException {
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
          waiting.tryAgain(backedOff(attempt.failed(), now));
        }
      }
      case REFUSED -> {
        troubles.refused(attempt.connection().id(), result.detail());
        books.settle(attempt.line(), Outcome.REFUSED);
      }
    }
  }

  /**
   * Two things answer 429. A wave of them means that the account's quota is used up: the permits
   * become fewer, and the connection is tried again like any other. One by itself means that the
   * client's send buffer is full: it is put aside, so that it never slows its shard.
   */
  private void throttled(Attempt attempt, long now, boolean isWave) {
    Attempt throttled = attempt.throttled(isWave ? Attempt.OF_A_WAVE : Attempt.WHOLE);
    if (isGivenUp(throttled, Outcome.SLOW)) {
      return;
    }
    if (isWave) {
      waiting.tryAgain(backedOff(throttled, now));
    } else {
      waiting.putAside(backedOff(throttled, now));
    }
  }

  private boolean isGivenUp(Attempt failed, Outcome outcome) {
    boolean isGivenUp = failed.tenths() >= terms.attempts() * Attempt.WHOLE;
    if (isGivenUp) {
      books.settle(failed.line(), outcome);
    }
    return isGivenUp;
  }

  private Attempt backedOff(Attempt failed, long now) {
    return failed.later(now + terms.backOff().nanos(failed.failures(), random));
  }

  /** Some eight posts while a connection is young: soon enough for a client, few for a dead one. */
  private long whileYoung() {
    long youth = terms.young().toNanos();
    return youth / 16 + random.nextLong(youth / 8 + 1);
  }

  /** The time of day is read only for a 410, so that other posts do not pay for it. */
  private boolean wasYoung(Attempt attempt, long nanosSincePost) {
    long postedAt = time.now().minusNanos(nanosSincePost).toEpochMilli();
    return attempt.connection().isYoung(postedAt, terms.young());
  }

  private void settleTheRest(Outcome outcome) throws IOException {
    waiting.forEach(attempt -> books.settle(attempt.line(), outcome));
    waiting.clear();
    for (Attempt line = lines.next(0); line != null; line = lines.next(0)) {
      books.settle(line.line(), outcome);
    }
  }

  private Unsettled unsettled() {
    var unsettled = new Unsettled();
    // Nobody waited long enough for these answers; if none ever comes, that must add up.
    inFlight.forEach(attempt -> unsettled.add(attempt.failed()));
    waiting.forEach(unsettled::add);
    lines.addUnread(unsettled);
    return unsettled;
  }

  /** How long nothing can happen but an answer. */
  private long nanosToWait(long now, long untilNext) {
    long due = canRead() ? 0 : waiting.nanosUntilDue(now);
    long look = ends.nanosUntilLook(now, time.now());
    return Math.max(0, Math.min(look, Math.max(untilNext, due)));
  }
}
