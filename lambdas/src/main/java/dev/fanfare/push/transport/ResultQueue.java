package dev.fanfare.push.transport;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Passes responses from a client's own threads to the thread that drives the push. */
final class ResultQueue {
  private final BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();

  /** Adds a response; from any thread. */
  void add(Runnable answer) {
    answers.add(answer);
  }

  /** Drives a push on the calling thread. */
  void run(Transport.Tick tick) throws IOException, InterruptedException {
    for (long wait = tick.run(); wait != Transport.Tick.OVER; wait = tick.run()) {
      Runnable answer = answers.poll(wait, TimeUnit.NANOSECONDS);
      for (; answer != null; answer = answers.poll()) {
        answer.run();
      }
    }
  }
}
