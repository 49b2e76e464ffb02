package dev.fanfare.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.archive.MemoryArchive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChannelHistoryTest {
  private static final String CHANNEL = "news";

  private final MemoryArchive archive = new MemoryArchive();
  private final ChannelHistory history = new ChannelHistory(archive);

  /**
   * Property: reading page by page, in either direction, returns each message once and no empty
   * page.
   */
  @Property(tries = 100)
  void pages_eitherDirection_returnEachMessageOnce(
      @ForAll @IntRange(max = 30) int count,
      @ForAll @IntRange(min = 1, max = 9) int limit,
      @ForAll @IntRange(min = 1, max = 9) int pageSize,
      @ForAll @IntRange(max = 31) int from) {
    var own = new MemoryArchive().pages(pageSize);
    fill(own, count, "1");
    var pages = new ChannelHistory(own);

    var forward = new ArrayList<Long>();
    for (var next = OptionalLong.of(from); next.isPresent(); ) {
      var page = pages.after(CHANNEL, next.getAsLong(), OptionalLong.empty(), limit);
      forward.addAll(positions(page));
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
      assertThat(next.getAsLong() == from || !page.entries().isEmpty()).isTrue();
      next = page.next();
    }
    var backward = new ArrayList<Long>();
    for (var next = OptionalLong.of(from); next.isPresent(); ) {
      var page = pages.before(CHANNEL, next.getAsLong(), limit);
      backward.addAll(0, positions(page));
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
      assertThat(next.getAsLong() == from || !page.entries().isEmpty()).isTrue();
      next = page.next();
    }

    assertThat(forward).isEqualTo(range(from + 1L, count));
    assertThat(backward).isEqualTo(range(1, Math.min(count, from - 1L)));
  }

  @Test
  void after_before_endsThere() {
    fill(archive, 9, "1");

    var page = history.after(CHANNEL, 3, OptionalLong.of(7), 100);

    assertThat(positions(page)).containsExactly(4L, 5L, 6L);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void after_largeMessages_endsThePageBeforeItGetsTooLarge() {
    fill(archive, 5, '"' + "x".repeat(50_000) + '"');

    var page = history.after(CHANNEL, 0, OptionalLong.empty(), 100);

    assertThat(positions(page)).containsExactly(1L, 2L);
    assertThat(page.next()).hasValue(2);
    assertThat(positions(history.before(CHANNEL, Long.MAX_VALUE, 100))).containsExactly(4L, 5L);
  }

  @Test
  void pages_messageLargerThanAnAnswer_isListedWithoutItsData() {
    fill(archive, 1, "1");
    archive.append(CHANNEL, "large", '"' + "x".repeat(128 * 1024 - 2) + '"', Instant.EPOCH);

    var page = history.after(CHANNEL, 0, OptionalLong.empty(), 100);

    assertThat(page.entries())
        .extracting(ChannelHistory.Entry::hasData)
        .containsExactly(true, false);
    assertThat(page.next()).isEmpty();
  }

  private static void fill(MemoryArchive archive, int count, String message) {
    for (int i = 1; i <= count; i++) {
      archive.append(CHANNEL, "b" + i, message, Instant.EPOCH);
    }
  }

  private static List<Long> positions(ChannelHistory.Page page) {
    return page.entries().stream().map(entry -> entry.message().position()).toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
