package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;

/** An execution's history, as GetExecutionHistory returns it. */
record History(List<HistoryEvent> events) {

  static History of(Broadcast broadcast) {
    return of(broadcast.shared(), broadcast.execution().executionArn());
  }

  /** The histories of the children of every Map Run. */
  static List<History> ofChildren(Broadcast broadcast) {
    return mapRuns(broadcast).stream()
        .flatMap(run -> children(broadcast.shared(), run).stream())
        .map(child -> of(broadcast.shared(), child.executionArn()))
        .toList();
  }

  /** The histories of the broadcast and its children. */
  static List<History> ofAll(Broadcast broadcast) {
    return Stream.concat(Stream.of(of(broadcast)), ofChildren(broadcast).stream()).toList();
  }

  static List<MapRunListItem> mapRuns(Broadcast broadcast) {
    return broadcast
        .shared()
        .states()
        .listMapRuns(list -> list.executionArn(broadcast.execution().executionArn()))
        .mapRuns();
  }

  /** The children of the execution's only Map Run. */
  static List<ExecutionListItem> children(Broadcast broadcast) {
    var runs = mapRuns(broadcast);
    assertThat(runs).hasSize(1);
    return children(broadcast.shared(), runs.get(0));
  }

  private static List<ExecutionListItem> children(SharedStack shared, MapRunListItem run) {
    return shared.states().listExecutions(list -> list.mapRunArn(run.mapRunArn())).executions();
  }

  /** The history of an execution that may still be running. */
  static History of(SharedStack shared, String executionArn) {
    return new History(
        shared
            .states()
            .getExecutionHistoryPaginator(get -> get.executionArn(executionArn))
            .events()
            .stream()
            .toList());
  }

  long count(String type) {
    return events.stream().filter(event -> event.typeAsString().equals(type)).count();
  }

  /** The number of times that the execution entered a state. */
  long entered(String state) {
    return events.stream()
        .filter(event -> event.stateEnteredEventDetails() != null)
        .filter(event -> event.stateEnteredEventDetails().name().equals(state))
        .count();
  }

  /** The only event of this type; fails if there is not exactly one. */
  HistoryEvent only(String type) {
    assertThat(count(type)).as("events of type %s", type).isEqualTo(1);
    return events.stream()
        .filter(event -> event.typeAsString().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** One line per event: its id, its previous event's id, its type and its state. */
  String lines() {
    var lines = new StringBuilder();
    for (HistoryEvent event : events) {
      String line =
          "%d<-%d %s %s"
              .formatted(event.id(), event.previousEventId(), event.typeAsString(), state(event));
      lines.append(line.strip()).append('\n');
    }
    return lines.toString();
  }

  private static String state(HistoryEvent event) {
    if (event.stateEnteredEventDetails() != null) {
      return event.stateEnteredEventDetails().name();
    }
    return event.stateExitedEventDetails() == null ? "" : event.stateExitedEventDetails().name();
  }
}
