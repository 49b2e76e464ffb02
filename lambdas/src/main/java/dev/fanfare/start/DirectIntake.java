package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Deadline;
import dev.fanfare.config.S3BroadcastBucket;
import dev.fanfare.direct.DirectBroadcasts;
import dev.fanfare.direct.DirectBroadcasts.Executions;
import dev.fanfare.direct.DirectSetup;
import dev.fanfare.direct.Taken;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** What Fanfare itself sends, on its way to the direct path. */
interface DirectIntake {

  /** For one message; what takes longer, an execution goes on with. */
  Duration LONGEST = Duration.ofMillis(2_500);

  /**
   * Posts it, or starts an execution.
   *
   * @param longest how long to post at most
   * @return a line for the log
   * @throws IllegalStateException when another call may be posting it at this moment
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
        line(direct.take(json, fallbackId, longest, log::log).taken(), fallbackId);
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
    return left.compareTo(LONGEST) < 0 ? left : LONGEST;
  }
}
