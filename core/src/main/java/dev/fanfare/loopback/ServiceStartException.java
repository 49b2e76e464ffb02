package dev.fanfare.loopback;

import java.net.BindException;

/** A local service failed to start; the message has the service and its port. */
public final class ServiceStartException extends RuntimeException {

  private ServiceStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Builds a message for operators; a port in use is by far the most likely cause.
   *
   * @param port the requested port, 0 for any free port
   */
  public static ServiceStartException of(String service, int port, Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof BindException) {
        return new ServiceStartException(
            "%s cannot start: port %d on %s is in use".formatted(service, port, LocalService.HOST),
            cause);
      }
    }
    return new ServiceStartException("%s cannot start: %s".formatted(service, cause), cause);
  }
}
