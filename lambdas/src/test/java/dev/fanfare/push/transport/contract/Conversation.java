package dev.fanfare.push.transport.contract;

import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Posts to connections in order and checks the poster's contract: each post gets one answer, on the
 * tick thread, never within a tick, and in finite time.
 */
final class Conversation implements Transport.Tick {
  private static final long LOOK_NANOS = 20_000_000;
  private static final long MAX_NANOS = 60_000_000_000L;

  private Thread driver;
  private final Transport.Poster poster;
  private final List<String> ids;
  private final int mostInFlight;
  private final int barrier;
  private final BooleanSupplier gate;
  private final List<PostResult> answers;
  private final List<String> violations = new ArrayList<>();
  private final long began = System.nanoTime();
  private int posted;
  private int answered;
  private boolean inTick;

  private Conversation(
      Transport.Poster poster,
      List<String> ids,
      int mostInFlight,
      int barrier,
      BooleanSupplier gate) {
    this.gate = gate;
    this.poster = poster;
    this.ids = ids;
    this.mostInFlight = mostInFlight;
    this.barrier = barrier;
    this.answers = new ArrayList<>(Collections.nCopies(ids.size(), null));
  }

  /**
   * Posts to all connections, with a maximum in flight. The answers are in the order of the ids.
   */
  static List<PostResult> hold(Transport.Poster poster, List<String> ids, int mostInFlight) {
    return new Conversation(poster, ids, mostInFlight, ids.size(), () -> true).converse();
  }

  /** Posts to the first connections at once, and to another one after all of them have answered. */
  static List<PostResult> holdThen(Transport.Poster poster, List<String> first, String another) {
    return holdThen(poster, first, () -> true, another);
  }

  /** The same, but the last post also waits until the gate is open. */
  static List<PostResult> holdThen(
      Transport.Poster poster, List<String> first, BooleanSupplier gate, String another) {
    var ids = new ArrayList<>(first);
    ids.add(another);
    return new Conversation(poster, ids, first.size(), first.size(), gate).converse();
  }

  private List<PostResult> converse() {
    try {
      poster.run(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (!violations.isEmpty()) {
      throw new AssertionError(violations.toString());
    }
    return answers;
  }

  @Override
  public long run() {
    driver = driver == null ? Thread.currentThread() : driver;
    expect(Thread.currentThread() == driver, "a tick on another thread");
    expect(!inTick, "a tick within a tick");
    inTick = true;
    while (mayPost()) {
      post(posted++);
    }
    inTick = false;
    if (System.nanoTime() - began > MAX_NANOS) {
      throw new AssertionError("never answered: " + unanswered());
    }
    return answered == ids.size() ? OVER : LOOK_NANOS;
  }

  private boolean mayPost() {
    boolean isFree = posted - answered < mostInFlight;
    return posted < ids.size()
        && isFree
        && (posted < barrier || (answered >= barrier && gate.getAsBoolean()));
  }

  private void post(int place) {
    poster.post(
        ids.get(place),
        answer -> {
          expect(Thread.currentThread() == driver, "an answer on another thread");
          expect(!inTick, "an answer within a tick");
          expect(answers.get(place) == null, "a second answer to " + ids.get(place));
          answers.set(place, answer);
          answered++;
        });
  }

  private void expect(boolean holds, String violation) {
    if (!holds) {
      violations.add(violation);
    }
  }

  private List<String> unanswered() {
    var open = new ArrayList<String>();
    for (int place = 0; place < posted; place++) {
      if (answers.get(place) == null) {
        open.add(ids.get(place));
      }
    }
    return open;
  }
}
