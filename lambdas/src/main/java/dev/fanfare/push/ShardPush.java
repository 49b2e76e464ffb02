package dev.fanfare.push;

import dev.fanfare.broadcast.Offsets;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.ShardLines;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;

/**
 * Pushes one message to the connections of one shard, as far as time allows.
 *
 * <p>One thread decides everything; answers come to it through a queue. Lines are posted in order.
 * A connection that brought no outcome is tried again: after a failure as soon as its back-off is
 * over; after a 429, or a 410 while young, only once every line has had its first post, so that a
 * slow client never slows its shard.
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
  /** So often at least the deadlines are looked at. */
  private static final long LONGEST_WAIT_NANOS = 1_000_000_000L;

  private final Transport.Poster poster;
  private final PushTerms terms;
  private final PushTerms.Ends ends;
  private final PushTime time;
  private final RandomGenerator random;

  private final ShardReading lines;
  private final ShardBooks books;
  private final Refusals refusals = new Refusals();
  private final Pace pace;

  private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
  private final Set<Attempt> inFlight = new HashSet<>();
  private final PriorityQueue<Attempt> again = new PriorityQueue<>();
  private final PriorityQueue<Attempt> aside = new PriorityQueue<>();

  private record Answered(Attempt attempt, long nanos, Answer answer) {}

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
    this.pace = new Pace(terms.postsPerSecond(), time.nanos());
  }

  /** Pushes until every line has its outcome, or until time is up. */
  Progress run() throws IOException, InterruptedException {
    while (!isFinished() && !isTimeUp() && !isExpired()) {
      postWhatMayBe();
      if (!isFinished()) {
        settle(time.poll(answers, nanosToWait()));
      }
    }
    while (!inFlight.isEmpty() && time.nanos() - ends.leaveNanos() < 0) {
      settle(time.poll(answers, ends.leaveNanos() - time.nanos()));
    }
    if (isExpired()) {
      expireTheRest();
    }
    var unsettled = new Offsets();
    for (var attempts : List.of(inFlight, again, aside)) {
      attempts.forEach(attempt -> unsettled.add(attempt.line()));
    }
    lines.addUnread(unsettled);
    return books.progress(lines.offset(), unsettled);
  }

  /** Whether every line of the shard has its outcome. */
  boolean isFinished() {
    return lines.hasEnded() && inFlight.isEmpty() && again.isEmpty() && aside.isEmpty();
  }

  Refusals refusals() {
    return refusals;
  }

  private boolean isTimeUp() {
    return time.nanos() - ends.stopNanos() >= 0;
  }

  private boolean isExpired() {
    return ends.expiresAt().filter(expiresAt -> !time.now().isBefore(expiresAt)).isPresent();
  }

  private void postWhatMayBe() throws IOException {
    long now = time.nanos();
    while (inFlight.size() < terms.inFlight() && pace.nanosUntilNext(now) <= 0) {
      Attempt next = nextDue(now);
      if (next == null) {
        return;
      }
      pace.take(now);
      post(next);
      now = time.nanos();
    }
  }

  private Attempt nextDue(long now) throws IOException {
    if (isDue(again.peek(), now)) {
      return again.poll();
    }
    Attempt line = lines.next(now);
    if (line != null) {
      return line;
    }
    return isDue(aside.peek(), now) ? aside.poll() : null;
  }

  private static boolean isDue(Attempt attempt, long now) {
    return attempt != null && attempt.dueNanos() - now <= 0;
  }

  private void post(Attempt attempt) {
    inFlight.add(attempt);
    long posted = time.nanos();
    poster
        .post(attempt.connection().id())
        .exceptionally(broken -> Answer.failed(broken.toString()))
        .thenAccept(answer -> answers.add(new Answered(attempt, time.nanos() - posted, answer)));
  }

  /** Books what an answer means, and every other that has come meanwhile. */
  private void settle(Answered first) {
    for (Answered answered = first; answered != null; answered = answers.poll()) {
      inFlight.remove(answered.attempt());
      books.answered(answered.nanos());
      settle(answered.attempt(), answered.answer());
    }
  }

  private void settle(Attempt attempt, Answer answer) {
    switch (answer.kind()) {
      case ACCEPTED -> books.settle(attempt.line(), Outcome.DELIVERED);
      case GONE -> {
        if (isYoung(attempt)) {
          aside.add(attempt.later(time.nanos() + whileYoung()));
        } else {
          books.settle(attempt.line(), Outcome.STALE);
        }
      }
      case THROTTLED -> retry(attempt.failed(), aside, Outcome.SLOW);
      case FAILED -> retry(attempt.failed(), again, Outcome.UNREACHABLE);
      case REFUSED -> {
        refusals.add(attempt.connection().id(), answer.detail());
        books.settle(attempt.line(), Outcome.REFUSED);
      }
    }
  }

  private void retry(Attempt attempt, PriorityQueue<Attempt> queue, Outcome inTheEnd) {
    if (attempt.failures() >= terms.attempts()) {
      books.settle(attempt.line(), inTheEnd);
    } else {
      queue.add(attempt.later(afterBackOff(attempt.failures())));
    }
  }

  private long afterBackOff(int failures) {
    return time.nanos() + terms.backOff().nanos(failures, random);
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

  private void expireTheRest() throws IOException {
    for (var attempts : List.of(again, aside)) {
      attempts.forEach(attempt -> books.settle(attempt.line(), Outcome.EXPIRED));
      attempts.clear();
    }
    for (Attempt line = lines.next(0); line != null; line = lines.next(0)) {
      books.settle(line.line(), Outcome.EXPIRED);
    }
  }

  /** How long nothing can happen but an answer. */
  private long nanosToWait() {
    long now = time.nanos();
    long wait = Math.min(LONGEST_WAIT_NANOS, ends.stopNanos() - now);
    if (inFlight.size() < terms.inFlight()) {
      wait = Math.min(wait, Math.max(pace.nanosUntilNext(now), nanosUntilDue(now)));
    }
    if (ends.expiresAt().isPresent()) {
      var left = Duration.between(time.now(), ends.expiresAt().get());
      wait = Math.min(wait, left.compareTo(Duration.ofSeconds(1)) > 0 ? wait : left.toNanos());
    }
    return Math.max(0, wait);
  }

  private long nanosUntilDue(long now) {
    if (!lines.hasEnded()) {
      return 0;
    }
    long due = Long.MAX_VALUE;
    for (Attempt attempt : new Attempt[] {again.peek(), aside.peek()}) {
      due = attempt == null ? due : Math.min(due, attempt.dueNanos() - now);
    }
    return due;
  }
}
