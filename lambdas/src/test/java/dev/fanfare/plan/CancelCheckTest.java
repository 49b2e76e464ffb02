package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.ForwardingBucket;
import dev.fanfare.broadcast.MemoryBucket;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CancelCheckTest {
  private static final String KEY = "broadcasts/spring-sale/cancel";

  private final MemoryBucket bucket = new MemoryBucket();
  private long now;
  private boolean fails;
  private final CancelCheck looks =
      new CancelCheck(
          new ForwardingBucket(bucket) {
            @Override
            public InputStream open(String key) {
              if (fails) {
                throw new IllegalStateException("503 SlowDown");
              }
              return super.open(key);
            }
          },
          KEY,
          () -> now);

  @Test
  void getAsBoolean_oneCheckFails_continuesAndChecksAgainSoon() {
    bucket.write(KEY, "");
    fails = true;
    assertThat(after(30_000)).isFalse();

    fails = false;
    assertThat(after(250)).isTrue();
  }

  @Test
  void getAsBoolean_allChecksFailForTenSeconds_fails() {
    fails = true;
    for (int quarter = 0; quarter < 40; quarter++) {
      assertThat(after(quarter == 0 ? 1_000 : 250)).isFalse();
    }

    assertThatThrownBy(() -> after(250)).hasMessage("503 SlowDown");
  }

  @Test
  void getAsBoolean_separateFailures_areCountedSeparately() {
    for (int time = 0; time < 20; time++) {
      fails = true;
      assertThat(after(1_000)).isFalse();
      fails = false;
      assertThat(after(1_000)).isFalse();
    }
  }

  private boolean after(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
    return looks.getAsBoolean();
  }
}
