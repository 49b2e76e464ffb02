package dev.fanfare.local;

import dev.fanfare.local.services.LocalServices;

/** Where the parts of a stack listen on 127.0.0.1; 0 is any free port. */
public record StackPorts(
    int sockets, int states, int functions, int tables, int queues, int objects) {
  public static final StackPorts ANY = new StackPorts(0, 0, 0, 0, 0, 0);

  /** Six ports in a row. */
  public static StackPorts from(int first) {
    return new StackPorts(first, first + 1, first + 2, first + 3, first + 4, first + 5);
  }

  LocalServices.Ports services() {
    return new LocalServices.Ports(tables, queues, objects);
  }
}
