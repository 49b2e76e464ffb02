package dev.fanfare.local.stepfunctions.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One event of an execution's history.
 *
 * @param id the number of the event, from 1, without gaps
 * @param previousId the event that caused this one; 0 for the first state's entry and for events
 *     with an external cause
 * @param type the type's name in the API
 * @param details strings, numbers and maps of them; empty for types without details
 */
public record HistoryEvent(
    long id,
    long previousId,
    Instant timestamp,
    String type,
    Optional<Map<String, Object>> details) {

  /** The name of the member that holds the details in the API. */
  public String detailsField() {
    if (type.endsWith("StateEntered")) {
      return "stateEnteredEventDetails";
    } else if (type.endsWith("StateExited")) {
      return "stateExitedEventDetails";
    }
    return Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails";
  }
}
