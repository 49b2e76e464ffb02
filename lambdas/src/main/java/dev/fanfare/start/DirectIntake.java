package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.config.Deadline;
import java.time.Duration;

/** Where a function sends what Fanfare posts without an execution, if the audience is small. */
public interface DirectIntake {

  /** For one message; an execution posts what takes longer. */
  Duration MAX_TIME = Duration.ofMillis(2_500);

  /**
   * Posts it, or starts an execution.
   *
   * @param longest how long to post at most
   * @return a line for the log
   * @throws IllegalStateException if another call may be posting it now
   * @throws dev.fanfare.direct.BusyException if clients still have too many posts to come
   */
  String take(byte[] json, String fallbackId, Duration longest, LambdaLogger log);

  /** How long to post: less near the end of the invocation, in the end not at all. */
  static Duration longest(Context context) {
    var left = Duration.ofNanos(Deadline.of(context, () -> 0L).nanos());
    return left.compareTo(MAX_TIME) < 0 ? left : MAX_TIME;
  }
}
