package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * One event of an execution's history. Its JSON is one flat object.
 *
 * @param state the state that the event belongs to; empty before the first state
 * @param about the resource, Map Run or error that the event is about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryRow(
    @JsonUnwrapped Moment moment,
    String type,
    String state,
    String about,
    @JsonUnwrapped Data data,
    @JsonUnwrapped Failure failure) {

  /**
   * The event's place in the history.
   *
   * @param ms milliseconds since the first event of the execution
   */
  public record Moment(long id, long previousId, String at, long ms) {}

  /**
   * The data of a state or a task, as JSON text; null if the event has none.
   *
   * @param input null unless something started
   * @param output null unless something ended
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Data(@Nullable String input, @Nullable String output) {}

  /**
   * @param error null unless something failed
   * @param cause null unless something failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Failure(@Nullable String error, @Nullable String cause) {}

  static HistoryRow of(HistoryEvent event, Instant start, String state) {
    var details = EventDetails.of(event);
    String error = details.first("error");
    String about = error == null ? details.subject() : error;
    return new HistoryRow(
        new Moment(
            event.id(),
            event.previousEventId() == null ? 0 : event.previousEventId(),
            event.timestamp().toString(),
            Duration.between(start, event.timestamp()).toMillis()),
        event.typeAsString(),
        state,
        about.equals(state) ? "" : about,
        new Data(details.first("input", "parameters"), details.first("output")),
        new Failure(error, details.first("cause")));
  }

  /** Whether any field contains this text, ignoring case. */
  public boolean contains(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Stream.of(
            type, state, about, data.input(), data.output(), failure.error(), failure.cause())
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
