package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.config.Deadline;
import java.time.Duration;

/** Takes Fanfare's own requests and posts them without an execution if the audience is small. */
public interface DirectIntake {

  /** Maximum time for one message; an execution posts messages that take longer. */
  Duration MAX_TIME = Duration.ofMillis(2_500);

  /**
   * Posts a request, or starts an execution for it.
   *
   * @param longest maximum time for posting
   * @return a line for the log
   * @throws IllegalStateException if another call may be posting it now
   * @throws dev.fanfare.direct.BusyException if clients still have too many pending posts
   */
  String take(byte[] json, String fallbackId, Duration longest, LambdaLogger log);

  /** Maximum time for posting: reduced near the end of the invocation, down to nothing. */
  static Duration longest(Context context) {
    var left = Duration.ofNanos(Deadline.of(context, () -> 0L).nanos());
    return left.compareTo(MAX_TIME) < 0 ? left : MAX_TIME;
  }
}
