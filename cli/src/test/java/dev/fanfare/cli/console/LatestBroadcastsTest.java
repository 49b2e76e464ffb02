package dev.fanfare.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Books;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.Summary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class LatestBroadcastsTest {
  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

  private final List<ExecutionListItem> executions = new ArrayList<>();
  private final Map<String, String> statuses = new HashMap<>();
  private final List<Instant> lists = new ArrayList<>();
  private final List<String> described = new ArrayList<>();
  private Instant now = START;

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public java.time.ZoneId getZone() {
          return ZoneOffset.UTC;
        }
      };

  private final LatestBroadcasts latest =
      new LatestBroadcasts(
          () -> {
            lists.add(now);
            return List.copyOf(executions);
          },
          List::of,
          this::describe,
          clock);

  @Test
  void page_manyTabsAndFilters_listsTwelveTimesAMinute() {
    execution("a", ExecutionStatus.RUNNING, "RUNNING");

    for (int call = 0; call < 600; call++) {
      latest.page(call % 2 == 0 ? Optional.empty() : Optional.of("FAILED"), 50);
      now = now.plusMillis(100);
    }

    assertThat(lists).hasSize(12);
  }

  @Test
  void page_endedBroadcasts_describesEachOnce() {
    for (int i = 0; i < 300; i++) {
      execution("b" + i, ExecutionStatus.SUCCEEDED, "SUCCEEDED");
    }

    int most = 0;
    for (int call = 0; call < 120; call++) {
      int before = described.size();
      latest.page(Optional.empty(), 300);
      most = Math.max(most, described.size() - before);
      now = now.plusSeconds(1);
    }

    assertThat(described).hasSize(300).doesNotHaveDuplicates();
    assertThat(most).isLessThanOrEqualTo(25);
    assertThat(latest.page(Optional.empty(), 300).isWhole()).isTrue();
    assertThat(latest.page(Optional.empty(), 50).broadcasts()).hasSize(50);
  }

  @Test
  void page_ofAStatus_distinguishesCancelledFromSucceeded() {
    execution("done", ExecutionStatus.SUCCEEDED, "SUCCEEDED");
    execution("stopped", ExecutionStatus.SUCCEEDED, "CANCELLED");
    execution("missed", ExecutionStatus.FAILED, "FAILED");
    execution("both", ExecutionStatus.FAILED, "CANCELLED");
    execution("going", ExecutionStatus.RUNNING, "RUNNING");

    assertThat(ids("CANCELLED")).containsExactly("stopped", "both");
    assertThat(ids("SUCCEEDED")).containsExactly("done");
    assertThat(ids("FAILED")).containsExactly("missed");
    assertThat(ids("RUNNING")).containsExactly("going");
    assertThat(described).doesNotContain("going");
  }

  @Test
  void page_runningBroadcastEnds_describesIt() {
    execution("a", ExecutionStatus.RUNNING, "RUNNING");
    assertThat(ids("RUNNING")).containsExactly("a");

    executions.clear();
    execution("a", ExecutionStatus.SUCCEEDED, "SUCCEEDED");
    now = now.plus(Duration.ofSeconds(5));

    assertThat(ids("SUCCEEDED")).containsExactly("a");
    assertThat(ids("RUNNING")).isEmpty();
  }

  private List<String> ids(String status) {
    return latest.page(Optional.of(status), 50).broadcasts().stream().map(Broadcast::id).toList();
  }

  private void execution(String id, ExecutionStatus execution, String status) {
    executions.add(
        ExecutionListItem.builder()
            .name(id)
            .executionArn("arn:" + id)
            .status(execution)
            .startDate(START)
            .build());
    statuses.put(id, status);
  }

  private Optional<Broadcast> describe(String id) {
    described.add(id);
    var summary = new Summary(1, Books.EMPTY.words(), 0, new Summary.Work(0, 1, 1), false, "");
    return Optional.of(
        new Broadcast(
            id,
            "execution",
            "arn:" + id,
            statuses.get(id),
            START,
            Optional.of(START),
            Optional.of(summary),
            Optional.empty()));
  }
}
