package dev.fanfare.cli.broadcasts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * Reads the event history of an execution, the oldest event first, and returns each event once.
 * Only the last page is requested again, because it can grow.
 */
public final class History {
  private static final int MAX_PAGE_SIZE = 1000;

  private final SfnClient states;
  private final String executionArn;
  private final boolean withData;

  /**
   * The state by event id. An event that names no state belongs to the state of its predecessor.
   */
  private final Map<Long, String> stateOf = new HashMap<>();

  private @Nullable Instant start;
  private @Nullable String pageToken;
  private long lastId;
  private boolean hasEnded;

  /**
   * @param executionArn empty if there is no execution; the history is then empty
   * @param withData whether to read input and output of the states, which make pages larger
   */
  public History(SfnClient states, String executionArn, boolean withData) {
    this.states = states;
    this.executionArn = executionArn;
    this.withData = withData;
  }

  /** Returns the next page of events, or an empty list if there are no new events yet. */
  public List<HistoryRow> next() {
    if (executionArn.isEmpty()) {
      hasEnded = true;
      return List.of();
    }
    GetExecutionHistoryResponse page =
        states.getExecutionHistory(
            get ->
                get.executionArn(executionArn)
                    .includeExecutionData(withData)
                    .maxResults(MAX_PAGE_SIZE)
                    .nextToken(pageToken));
    var rows = new ArrayList<HistoryRow>();
    for (HistoryEvent event : page.events()) {
      if (event.id() > lastId) {
        rows.add(read(event));
      }
    }
    if (page.nextToken() != null) {
      pageToken = page.nextToken();
    }
    return rows;
  }

  /** Returns all events that exist now and have not been returned before. */
  public List<HistoryRow> rest() {
    var rows = new ArrayList<HistoryRow>();
    for (List<HistoryRow> page = next(); !page.isEmpty(); page = next()) {
      rows.addAll(page);
      if (hasEnded) {
        break;
      }
    }
    return rows;
  }

  /** Whether the last event has been read. */
  public boolean hasEnded() {
    return hasEnded;
  }

  private HistoryRow read(HistoryEvent event) {
    Instant first = start == null ? event.timestamp() : start;
    start = first;
    String state = state(event);
    stateOf.put(event.id(), state);
    lastId = event.id();
    var row = HistoryRow.of(event, first, state);
    hasEnded = row.isEnd();
    return row;
  }

  private String state(HistoryEvent event) {
    if (event.stateEnteredEventDetails() != null) {
      return event.stateEnteredEventDetails().name();
    } else if (event.stateExitedEventDetails() != null) {
      return event.stateExitedEventDetails().name();
    } else if (event.typeAsString().startsWith("Execution")) {
      return "";
    }
    return stateOf.getOrDefault(event.previousEventId(), "");
  }
}
