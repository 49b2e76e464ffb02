package dev.fanfare.local.cloudwatchlogs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogGroupTest {
  private final LogGroup group = new LogGroup("/test");

  @Test
  void add_manyLines_keepsTheLatest() {
    for (int i = 0; i < LogGroup.MAX_LINES + 10; i++) {
      group.add(i, "stream", "line " + i);
    }

    assertThat(group.lines()).hasSize(LogGroup.MAX_LINES);
    assertThat(group.lines().get(0).message()).isEqualTo("line 10");
    assertThat(group.characters())
        .isEqualTo(group.lines().stream().mapToLong(line -> line.message().length()).sum());
  }

  @Test
  void add_longLines_keepsAsManyAsFit() {
    String third = "x".repeat(LogGroup.MAX_CHARACTERS / 3);
    for (int i = 0; i < 5; i++) {
      group.add(i, "stream", third);
    }

    assertThat(group.lines()).extracting(LogLine::millis).containsExactly(2L, 3L, 4L);
  }

  @Test
  void add_veryLongLine_isKeptAlone() {
    group.add(1, "stream", "short");
    group.add(2, "stream", "x".repeat(LogGroup.MAX_CHARACTERS + 1));

    assertThat(group.lines()).extracting(LogLine::millis).containsExactly(2L);
  }
}
