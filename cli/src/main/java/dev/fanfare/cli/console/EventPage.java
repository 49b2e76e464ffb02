package dev.fanfare.cli.console;

import java.util.List;

/**
 * A part of the events of an execution, in order.
 *
 * @param more whether there are later events
 */
public record EventPage(List<Event> events, boolean more) {

  /**
   * One event.
   *
   * @param ms milliseconds since the first event
   * @param name the state that the event belongs to; empty before the first state
   * @param detail the resource, Map Run or error that it is about
   * @param bad whether something failed
   */
  public record Event(long id, long ms, String type, String name, String detail, boolean bad) {}
}
