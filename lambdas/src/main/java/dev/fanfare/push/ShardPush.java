package dev.fanfare.push;

import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.push.transport.Answer;
import dev.fanfare.push.transport.Transport;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * Pushes one message to the connections of one shard, as far as time allows.
 *
 * <p>One thread decides everything: the one on which the transport drives the push. Lines are
 * posted in order. A connection that brought no outcome is tried again: after a failure as soon as
 * its back-off is over; after a 429, or a 410 while young, only once every line has had its first
 * post, so that a slow client never slows its shard.
 *
 * <pre>
 *   line ──► post ──► 200             delivered
 *             ▲  ├──► 410             stale; aside while young
 *             │  ├──► 400, 403, 413   refused
 *   again ────┤  ├──► 5xx, reset      again; in the end unreachable
 *   aside ────┘  └──► 429             aside; in the end slow
 * </pre>
 */
final class ShardPush {
  private final Transport.Poster poster;
  private final PushTerms terms;
  private final PushTerms.Ends ends;
  private final PushTime time;
  private final RandomGenerator random;

  private final ShardReading lines;
  private final ShardBooks books;
  private final Refusals refusals = new Refusals();
  private final Pace pace;

  private final Waiting waiting = new Waiting();
  private final InFlight inFlight;
  private boolean closing;

  /**
   * @param shard at its first line; read as far as the push comes
   * @param before what an earlier invocation has reached
   */
  ShardPush(
      Transport.Poster poster,
      ShardLines.Reader shard,
      Progress before,
      PushTerms terms,
      PushTerms.Ends ends,
      PushTime time,
      RandomGenerator random) {
    this.poster = poster;
    this.terms = terms;
    this.ends = ends;
    this.time = time;
    this.random = random;
    this.lines = new ShardReading(shard, before);
    this.books = new ShardBooks(before);
    this.inFlight = new InFlight(terms.inFlight());
    this.pace = new Pace(terms.postsPerSecond(), time.nanos());
  }

  /** Pushes until every line has its outcome, or until time is up. */
  Progress run() throws IOException, InterruptedException {
    poster.run(this::turn);
    var outcome = ends.ofTheRest(time.now());
    if (outcome.isPresent()) {
      settleTheRest(outcome.get());
    }
    return books.progress(lines.offset(), unsettled());
  }

  /** Whether every line of the shard has its outcome. */
  boolean isFinished() {
    return lines.hasEnded() && inFlight.isEmpty() && waiting.isEmpty();
  }

  Refusals refusals() {
    return refusals;
  }

  private long turn() throws IOException {
    long now = time.nanos();
    closing = closing || now - ends.stopNanos() >= 0 || ends.ofTheRest(time.now()).isPresent();
    if (closing) {
      boolean isOver = inFlight.isEmpty() || now - ends.leaveNanos() >= 0;
      return isOver ? Transport.Turn.OVER : ends.leaveNanos() - now;
    }
    postWhatMayBe(now);
    return isFinished() ? Transport.Turn.OVER : nanosToWait(time.nanos());
  }

  private void postWhatMayBe(long turn) throws IOException {
    long now = turn;
    while (!inFlight.isFull() && pace.nanosUntilNext(now) <= 0) {
      Attempt next = nextDue(now);
      if (next == null) {
        return;
      }
      pace.take(now);
      post(next, now);
      now = time.nanos();
    }
  }

  private Attempt nextDue(long now) throws IOException {
    Attempt again = waiting.again(now);
    if (again != null) {
      return again;
    }
    Attempt line = waiting.isFull() ? null : lines.next(now);
    return line != null ? line : waiting.aside(now);
  }

  private void post(Attempt attempt, long posted) {
    int place = inFlight.add(attempt);
    poster.post(attempt.connection().id(), answer -> answered(place, posted, answer));
  }

  private void answered(int place, long posted, Answer answer) {
    Attempt attempt = inFlight.remove(place);
    long now = time.nanos();
    books.answered(now - posted);
    settle(attempt, answer, now);
  }

  private void settle(Attempt attempt, Answer answer, long now) {
    switch (answer.kind()) {
      case ACCEPTED -> books.settle(attempt.line(), Outcome.DELIVERED);
      case GONE -> {
        if (isYoung(attempt)) {
          waiting.putAside(attempt.later(now + whileYoung()));
        } else {
          books.settle(attempt.line(), Outcome.STALE);
        }
      }
      case THROTTLED -> {
        Attempt failed = attempt.failed();
        if (isGivenUp(failed, Outcome.SLOW)) {
          return;
        }
        waiting.putAside(failed.later(now + afterFailures(failed)));
      }
      case FAILED -> {
        Attempt failed = attempt.failed();
        if (isGivenUp(failed, Outcome.UNREACHABLE)) {
          return;
        }
        waiting.tryAgain(failed.later(now + afterFailures(failed)));
      }
      case REFUSED -> {
        refusals.add(attempt.connection().id(), answer.detail());
        books.settle(attempt.line(), Outcome.REFUSED);
      }
    }
  }

  private boolean isGivenUp(Attempt failed, Outcome outcome) {
    boolean isGivenUp = failed.failures() >= terms.attempts();
    if (isGivenUp) {
      books.settle(failed.line(), outcome);
    }
    return isGivenUp;
  }

  private long afterFailures(Attempt failed) {
    return terms.backOff().nanos(failed.failures(), random);
  }

  /** Some eight posts while a connection is young: soon enough for a client, few for a dead one. */
  private long whileYoung() {
    long youth = terms.young().toNanos();
    return youth / 16 + random.nextLong(youth / 8 + 1);
  }

  /**
   * Clocks may differ a little, so a little ahead of now is young too. Further ahead is a wrong
   * time, and must not be young for ever.
   */
  private boolean isYoung(Attempt attempt) {
    long age = time.now().toEpochMilli() - attempt.connection().connectedAt();
    return Math.abs(age) < terms.young().toMillis();
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
  private long nanosToWait(long now) {
    long wait = ends.nanosUntilLook(now, time.now());
    if (!inFlight.isFull()) {
      boolean canRead = !lines.hasEnded() && !waiting.isFull();
      long due = canRead ? 0 : waiting.nanosUntilDue(now);
      wait = Math.min(wait, Math.max(pace.nanosUntilNext(now), due));
    }
    return Math.max(0, wait);
  }
}
