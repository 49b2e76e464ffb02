package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.direct.DirectBroadcasts;
import java.time.Duration;

/** Adapts the direct path to {@link DirectIntake}. */
public final class DirectPosting implements DirectIntake {
  private final DirectBroadcasts broadcasts;

  public DirectPosting(DirectBroadcasts broadcasts) {
    this.broadcasts = broadcasts;
  }

  @Override
  public String take(byte[] json, String fallbackId, Duration longest, LambdaLogger log) {
    var result = broadcasts.take(json, fallbackId, longest, log);
    String id = result.id();
    return switch (result.status()) {
      case POSTED -> "broadcast " + id + " posted";
      case STARTED -> "broadcast " + id + " accepted";
      case DUPLICATE -> "broadcast " + id + " was already accepted and runs once";
      case IN_PROGRESS ->
          throw new IllegalStateException("broadcast " + id + " is being posted by another call");
    };
  }
}
