package dev.fanfare.loopback;

import java.net.BindException;

/** A local service could not be started; the message names the service and its port. */
public final class ServiceStartException extends RuntimeException {

  private ServiceStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Says what went wrong in the operator's words: a taken port is by far the most likely reason.
   *
   * @param port the port that was asked for, 0 for any free one
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
