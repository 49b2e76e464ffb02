package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.history.HistoryEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists the events of an execution, forwards or backwards. */
final class GetExecutionHistoryAction implements Action {
  /** The members that {@code includeExecutionData: false} leaves out. */
  private static final Set<String> DATA =
      Set.of(
          "input",
          "inputDetails",
          "output",
          "outputDetails",
          "parameters",
          "assignedVariables",
          "assignedVariablesDetails");

  private final Engine engine;

  GetExecutionHistoryAction(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Map<String, Object> answer(Request request) {
    var execution = ExecutionActions.execution(engine, request);
    var history = execution.history();
    boolean reverse = request.flag("reverseOrder", false);
    boolean data = request.flag("includeExecutionData", true);
    int pageSize = request.pageSize();
    int size = history.size();
    var listing = "history " + execution.arn() + reverse;
    var answer = new LinkedHashMap<String, Object>();
    List<HistoryEvent> events;
    if (reverse) {
      int to = Page.position(request, listing, size, size);
      int from = Math.max(0, to - pageSize);
      events = new ArrayList<>(history.between(from + 1, to + 1));
      Collections.reverse(events);
      if (from > 0) {
        answer.put("nextToken", Page.token(listing, from));
      }
    } else {
      int from = Page.position(request, listing, 0, size);
      int to = Math.min(size, from + pageSize);
      events = history.between(from + 1, to + 1);
      if (to < size) {
        answer.put("nextToken", Page.token(listing, to));
      }
    }
    answer.put("events", events.stream().map(event -> show(event, data)).toList());
    return answer;
  }

  private static Map<String, Object> show(HistoryEvent event, boolean data) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("timestamp", event.timestamp());
    shown.put("type", event.type());
    shown.put("id", event.id());
    shown.put("previousEventId", event.previousId());
    event
        .details()
        .ifPresent(
            details -> {
              var visible = new LinkedHashMap<>(details);
              if (!data) {
                visible.keySet().removeAll(DATA);
              }
              shown.put(event.detailsField(), visible);
            });
    return shown;
  }
}
