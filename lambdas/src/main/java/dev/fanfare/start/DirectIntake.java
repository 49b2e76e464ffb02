package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.bucket.S3BroadcastBucket;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.BatchWrites;
import dev.fanfare.config.Deadline;
import dev.fanfare.direct.BusyException;
import dev.fanfare.direct.DirectBroadcasts;
import dev.fanfare.direct.DirectBroadcasts.Executions;
import dev.fanfare.direct.DirectSetup;
import dev.fanfare.direct.Taken;
import dev.fanfare.executions.BroadcastStart;
import dev.fanfare.executions.SfnExecutions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** What Fanfare itself sends, on its way to the direct path. */
interface DirectIntake {

  /** For one message; what takes longer, an execution goes on with. */
  Duration MAX_TIME = Duration.ofMillis(2_500);

  /** How long a notice waits while clients have too many posts to come. */
  Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * Posts it, or starts an execution.
   *
   * @param longest how long to post at most
   * @return a line for the log
   * @throws IllegalStateException when another call may be posting it at this moment
   * @throws BusyException when clients still have too many posts to come
   */
  String take(byte[] json, String fallbackId, Duration longest, LambdaLogger log);

  /**
   * @param underWay how long a call that has taken a message may still be posting it
   */
  static DirectIntake on(
      DirectSetup setup, Intake.Names names, Map<String, String> environment, Duration underWay) {
    var aws = new AwsClients(environment);
    var executions = new SfnExecutions(aws.executions(), names.stateMachineArn());
    var whole =
        new BroadcastStart(
            new S3BroadcastBucket(aws.objects(), names.bucket()), executions, Clock.systemUTC());
    DirectBroadcasts direct =
        setup.on(aws, new Executions(whole::start, executions::start), underWay, Thread::sleep);
    return (json, fallbackId, longest, log) ->
        patiently(
            () -> line(direct.take(json, fallbackId, longest, log::log).taken(), fallbackId),
            Thread::sleep);
  }

  /** Tries again while clients have too many posts to come, until patience ends. */
  static String patiently(Supplier<String> take, BatchWrites.Pause pause) {
    long left = PATIENCE.toMillis();
    while (true) {
      try {
        return take.get();
      } catch (BusyException e) {
        long wait = Math.max(1, e.retryAfter().toMillis());
        if (wait > left) {
          throw e;
        }
        left -= wait;
        pause(wait, pause);
      }
    }
  }

  private static void pause(long millis, BatchWrites.Pause pause) {
    try {
      pause.of(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for clients' posts", e);
    }
  }

  private static String line(Taken taken, String id) {
    return switch (taken) {
      case POSTED -> "INFO broadcast " + id + " posted";
      case STARTED -> "INFO broadcast " + id + " accepted";
      case KNOWN -> "INFO broadcast " + id + " is known already: it runs once";
      case UNDER_WAY ->
          throw new IllegalStateException("broadcast " + id + " is being posted by another call");
    };
  }

  /** How long to post: less when the function's time is nearly up, in the end not at all. */
  static Duration longest(Context context) {
    var left = Duration.ofNanos(Deadline.of(context, () -> 0L).nanos());
    return left.compareTo(MAX_TIME) < 0 ? left : MAX_TIME;
  }
}
