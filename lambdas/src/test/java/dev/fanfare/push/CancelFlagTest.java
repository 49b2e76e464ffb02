package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fanfare.broadcast.ForwardingBucket;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.config.RecordingLogger;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CancelFlagTest {
  private static final String KEY = "broadcasts/spring-sale/cancel";
  private static final long LATE = TimeUnit.MINUTES.toNanos(5);

  private final VirtualTime time = new VirtualTime(Instant.EPOCH);
  private final MemoryBucket bucket = new MemoryBucket();
  private final TroubledBucket troubled = new TroubledBucket();
  private final RecordingLogger warnings = new RecordingLogger();

  @Test
  void look_objectExists_isRaisedPermanently() {
    var flag = new CancelFlag(bucket, KEY, time, warnings);

    flag.checkIfDue();
    assertThat(flag.getAsBoolean()).isFalse();
    bucket.write(KEY, "by alice");
    time.pause(1_000);
    flag.checkIfDue();

    assertThat(flag.getAsBoolean()).isTrue();
    assertThat(warnings.lines()).isEmpty();
  }

  @Test
  void look_bucketUnreachable_warnsOnceAndChecksAgainSoon() {
    troubled.fails = Integer.MAX_VALUE;
    var flag = new CancelFlag(troubled, KEY, time, warnings);

    flag.checkIfDue();
    time.pause(250);
    flag.checkIfDue();
    assertThat(troubled.looks).isEqualTo(2);
    assertThat(flag.getAsBoolean()).isFalse();
    assertThat(warnings.lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("[WARN] ", "no route to S3");

    troubled.fails = 0;
    bucket.write(KEY, "");
    time.pause(250);
    flag.checkIfDue();
    assertThat(flag.getAsBoolean()).isTrue();
  }

  @Test
  void look_bucketReachable_checksOnceASecond() {
    var flag = new CancelFlag(troubled, KEY, time, warnings);

    for (int quarter = 0; quarter < 40; quarter++) {
      flag.checkIfDue();
      time.pause(250);
    }

    assertThat(troubled.looks).isEqualTo(10);
  }

  @Test
  void awaitFirstLook_firstChecksFail_waitsForOneThatSucceeds() throws Exception {
    troubled.fails = 7;
    bucket.write(KEY, "");
    var flag = new CancelFlag(troubled, KEY, time, warnings);

    flag.awaitFirstCheck(LATE);

    assertThat(flag.getAsBoolean()).isTrue();
    assertThat(troubled.looks).isEqualTo(8);
    assertThat(time.nanos()).isLessThan(TimeUnit.SECONDS.toNanos(2));
  }

  @Test
  void awaitFirstLook_noCheckSucceeds_failsWithAdvice() {
    troubled.fails = Integer.MAX_VALUE;
    var flag = new CancelFlag(troubled, KEY, time, warnings);

    assertThatThrownBy(() -> flag.awaitFirstCheck(LATE))
        .hasMessageStartingWith(KEY + " could not be read for 30 s")
        .hasMessageContaining("posted nothing")
        .hasMessageEndingWith("check that the pusher may use s3:GetObject and s3:ListBucket")
        .hasRootCauseMessage("no route to S3");
    assertThat(time.nanos()).isEqualTo(CancelFlag.FIRST_CHECK_NANOS);
    assertThat(warnings.lines()).hasSize(1);
  }

  @Test
  void awaitFirstLook_callMustEndSooner_failsByThen() {
    troubled.fails = Integer.MAX_VALUE;
    var flag = new CancelFlag(troubled, KEY, time, warnings);

    assertThatThrownBy(() -> flag.awaitFirstCheck(TimeUnit.SECONDS.toNanos(3)))
        .hasMessageContaining("for 3 s");
    assertThat(time.nanos()).isEqualTo(TimeUnit.SECONDS.toNanos(3));
  }

  @Test
  void watch_raisedMeanwhile_isSeenWithinTwoSeconds() throws Exception {
    var thread = Executors.newSingleThreadScheduledExecutor();
    try (var flag = new CancelFlag(bucket, KEY, PushTime.system(), warnings).watch(thread)) {
      flag.awaitFirstCheck(System.nanoTime() + LATE);
      assertThat(flag.getAsBoolean()).isFalse();
      bucket.write(KEY, "");

      await().atMost(Duration.ofSeconds(2)).until(flag::getAsBoolean);
    } finally {
      thread.shutdownNow();
    }
  }

  private final class TroubledBucket extends ForwardingBucket {
    private int fails;
    private int looks;

    private TroubledBucket() {
      super(bucket);
    }

    @Override
    public InputStream open(String key) {
      if (looks++ < fails) {
        throw new IllegalStateException("no route to S3");
      }
      return super.open(key);
    }
  }
}
