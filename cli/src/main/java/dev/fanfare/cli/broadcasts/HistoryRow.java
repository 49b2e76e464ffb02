package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * One event of an execution's history.
 *
 * @param ms since the execution's first event
 * @param state the state to whose visit the event belongs; empty before the first
 * @param about the resource or Map Run that it is about, or the error that it tells of
 * @param input of a state or a task, as JSON text; null where the event has none
 * @param output the same
 * @param error null unless something failed
 * @param cause the same
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryRow(
    long id,
    long previousId,
    String at,
    long ms,
    String type,
    String state,
    String about,
    @Nullable String input,
    @Nullable String output,
    @Nullable String error,
    @Nullable String cause) {

  static HistoryRow of(HistoryEvent event, Instant start, String state) {
    var details = EventDetails.of(event);
    String error = details.first("error");
    String about = error == null ? details.subject() : error;
    return new HistoryRow(
        event.id(),
        event.previousEventId() == null ? 0 : event.previousEventId(),
        event.timestamp().toString(),
        Duration.between(start, event.timestamp()).toMillis(),
        event.typeAsString(),
        state,
        about.equals(state) ? "" : about,
        details.first("input", "parameters"),
        details.first("output"),
        error,
        details.first("cause"));
  }

  /** Whether any of its texts has this in it, in capitals or not. */
  public boolean says(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Stream.of(type, state, about, input, output, error, cause)
        .anyMatch(said -> said != null && said.toLowerCase(Locale.ROOT).contains(wanted));
  }

  /** Whether nothing comes after it, unless somebody redrives the execution. */
  public boolean isEnd() {
    return switch (type) {
      case "ExecutionSucceeded", "ExecutionFailed", "ExecutionAborted", "ExecutionTimedOut" -> true;
      default -> false;
    };
  }
}
