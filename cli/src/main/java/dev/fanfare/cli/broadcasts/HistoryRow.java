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
 * @param ms milliseconds since the first event of the execution
 * @param state the state that the event belongs to; empty before the first state
 * @param about the resource, Map Run or error that the event is about
 * @param input of a state or a task, as JSON text; null if the event has none
 * @param output of a state or a task, as JSON text; null if the event has none
 * @param error null unless something failed
 * @param cause null unless something failed
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

  /** Whether any field contains this text, ignoring case. */
  public boolean contains(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Stream.of(type, state, about, input, output, error, cause)
        .anyMatch(field -> field != null && field.toLowerCase(Locale.ROOT).contains(wanted));
  }

  /** Whether this is the last event. Events can follow it only if the execution is redriven. */
  public boolean isEnd() {
    return switch (type) {
      case "ExecutionSucceeded", "ExecutionFailed", "ExecutionAborted", "ExecutionTimedOut" -> true;
      default -> false;
    };
  }
}
