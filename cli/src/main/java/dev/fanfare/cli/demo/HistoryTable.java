package dev.fanfare.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** An execution's history, an event a line, as Step Functions lists it. */
final class HistoryTable {
  private HistoryTable() {}

  static List<String> lines(List<HistoryEvent> history) {
    var lines = new ArrayList<String>();
    lines.add(String.format("%4s %9s  %-26s %s", "id", "ms", "type", "about"));
    Instant start = history.isEmpty() ? Instant.EPOCH : history.get(0).timestamp();
    for (HistoryEvent event : history) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%4d %9d  %-26s %s",
              event.id(),
              Duration.between(start, event.timestamp()).toMillis(),
              event.typeAsString(),
              about(event)));
    }
    return lines;
  }

  private static String about(HistoryEvent event) {
    if (event.stateEnteredEventDetails() != null) {
      return event.stateEnteredEventDetails().name();
    } else if (event.stateExitedEventDetails() != null) {
      return event.stateExitedEventDetails().name();
    } else if (event.taskScheduledEventDetails() != null) {
      return "lambda:" + event.taskScheduledEventDetails().resource();
    } else if (event.mapRunStartedEventDetails() != null) {
      return event.mapRunStartedEventDetails().mapRunArn();
    } else if (event.taskFailedEventDetails() != null) {
      return event.taskFailedEventDetails().error();
    } else if (event.taskTimedOutEventDetails() != null) {
      return event.taskTimedOutEventDetails().error();
    } else if (event.evaluationFailedEventDetails() != null) {
      return event.evaluationFailedEventDetails().cause();
    } else if (event.mapRunFailedEventDetails() != null) {
      return event.mapRunFailedEventDetails().error();
    } else if (event.executionFailedEventDetails() != null) {
      return event.executionFailedEventDetails().error();
    }
    return "";
  }
}
