package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.broadcast.ForwardingBucket;
import dev.fanfare.broadcast.MemoryBucket;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class CancelFlagTest {
  private static final String KEY = "broadcasts/spring-sale/cancel";

  private final MemoryBucket bucket = new MemoryBucket();
  private final List<String> warnings = new ArrayList<>();

  @Test
  void look_objectIsThere_isRaisedForGood() {
    var flag = new CancelFlag(bucket, KEY, warnings::add);

    flag.look();
    assertThat(flag.getAsBoolean()).isFalse();
    bucket.write(KEY, "by alice");
    flag.look();

    assertThat(flag.getAsBoolean()).isTrue();
    assertThat(warnings).isEmpty();
  }

  @Test
  void look_bucketIsOutOfReach_warnsOnceAndLooksAgain() {
    var troubled = new TroubledBucket();
    var flag = new CancelFlag(troubled, KEY, warnings::add);

    flag.look();
    flag.look();
    assertThat(flag.getAsBoolean()).isFalse();
    assertThat(warnings).hasSize(1).first().asString().contains("no route to S3");

    troubled.isReachable = true;
    bucket.write(KEY, "");
    flag.look();
    assertThat(flag.getAsBoolean()).isTrue();
  }

  @Test
  void watch_raisedWhileWatched_isSeenWithinTwoSeconds() throws Exception {
    var thread = Executors.newSingleThreadScheduledExecutor();
    try (var flag = new CancelFlag(bucket, KEY, warnings::add).watch(thread)) {
      flag.awaitFirstLook();
      assertThat(flag.getAsBoolean()).isFalse();
      bucket.write(KEY, "");

      await().atMost(Duration.ofSeconds(2)).until(flag::getAsBoolean);
    } finally {
      thread.shutdownNow();
    }
  }

  private final class TroubledBucket extends ForwardingBucket {
    private boolean isReachable;

    private TroubledBucket() {
      super(bucket);
    }

    @Override
    public InputStream open(String key) {
      if (!isReachable) {
        throw new IllegalStateException("no route to S3");
      }
      return super.open(key);
    }
  }
}
