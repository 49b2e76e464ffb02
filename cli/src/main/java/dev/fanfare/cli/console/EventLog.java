package dev.fanfare.cli.console;

import dev.fanfare.cli.broadcasts.History;
import dev.fanfare.cli.broadcasts.HistoryRow;
import dev.fanfare.cli.console.EventPage.Event;
import dev.fanfare.cli.console.Operations.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The events of one execution, without input and output. Each call reads only new events. */
final class EventLog {
  private final SfnClient states;
  private final String executionArn;
  private final History history;
  private final List<HistoryRow> rows = new ArrayList<>();

  EventLog(SfnClient states, String executionArn) {
    this.states = states;
    this.executionArn = executionArn;
    this.history = new History(states, executionArn, false);
  }

  /** Returns all events so far. */
  synchronized List<HistoryRow> rows() {
    if (!history.hasEnded()) {
      rows.addAll(history.rest());
    }
    return List.copyOf(rows);
  }

  /** Returns the events after an event. Event ids start at 1 and have no gaps. */
  EventPage after(long event, int limit) {
    List<HistoryRow> known = rows();
    int from = (int) Math.min(event, known.size());
    int to = Math.min(known.size(), from + limit);
    return new EventPage(
        known.subList(from, to).stream().map(EventLog::event).toList(), to < known.size());
  }

  private static Event event(HistoryRow row) {
    return new Event(
        row.moment().id(),
        row.moment().ms(),
        row.type(),
        row.state(),
        row.about(),
        row.failure().error() != null);
  }

  /**
   * Returns the input and output of one event. They are read on demand, because those of all events
   * can be large.
   *
   * @throws NotFoundException if there is no such event
   */
  EventData data(long event) {
    var whole = new History(states, executionArn, true);
    for (List<HistoryRow> page = whole.next(); !page.isEmpty(); page = whole.next()) {
      for (HistoryRow row : page) {
        if (row.moment().id() == event) {
          return new EventData(
              row.data().input(),
              row.failure().cause() == null ? row.data().output() : row.failure().cause());
        }
      }
    }
    throw new NotFoundException("Execution " + executionArn + " has no event " + event + ".");
  }
}
