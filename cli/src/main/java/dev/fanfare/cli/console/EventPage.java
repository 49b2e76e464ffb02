package dev.fanfare.cli.console;

import java.util.List;

/**
 * Some events of an execution, in order.
 *
 * @param more whether there are later ones already
 */
public record EventPage(List<Event> events, boolean more) {

  /**
   * @param ms since the first event
   * @param name the state that it belongs to; empty before the first
   * @param detail a resource, a Map Run, or the error
   * @param bad whether something failed
   */
  public record Event(long id, long ms, String type, String name, String detail, boolean bad) {}
}
