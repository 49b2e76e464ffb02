package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.messages.ClientBudget;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.OpenSockets;
import dev.fanfare.sockets.RefusedException;
import java.time.Clock;
import java.time.Duration;

/**
 * Charges every message that reaches a function, before the message is parsed. A client that keeps
 * sending after refusals loses its connection. Reconnecting does not help, because the owner stays
 * the same.
 */
public final class MessageLimit {
  private final ClientBudget messages;
  private final ClientBudget refusals;
  private final OpenSockets sockets;
  private final Clock clock;

  /**
   * @param refusals the refusals that a well-behaved client may need before it slows down
   */
  public MessageLimit(
      ClientBudget messages, ClientBudget refusals, OpenSockets sockets, Clock clock) {
    this.messages = messages;
    this.refusals = refusals;
    this.sockets = sockets;
    this.clock = clock;
  }

  /**
   * @param log receives log lines for the operator
   * @throws RefusedException if the budget is exhausted
   */
  void charge(Client client, LambdaLogger log) {
    var owner = client.owner();
    var now = clock.instant();
    var wait = messages.take(owner, 1, now);
    if (wait.isZero()) {
      return;
    }
    if (!refusals.take(owner, 1, now).isZero()) {
      close(client, log);
    }
    throw refusal(client, owner.isSource(), wait);
  }

  private RefusedException refusal(Client client, boolean isSource, Duration wait) {
    long millis = Math.max(1, wait.toMillis());
    int most = messages.most(client.owner());
    var rule =
        "may send at most %d messages a minute; the next one in %d ms".formatted(most, millis);
    return (isSource
            ? new RefusedException(
                RefusedException.SLOW_DOWN,
                "source address",
                String.valueOf(client.sourceIp()),
                rule + " (all its anonymous clients together)")
            : new RefusedException(
                RefusedException.SLOW_DOWN,
                "user_id",
                client.userId(),
                rule + " (all connections together)"))
        .retryAfter(millis);
  }

  /** If closing fails, the refusal stands and the next message tries again. */
  private void close(Client client, LambdaLogger log) {
    try {
      sockets.close(client.connectionId());
      log.log(
          "closed connection "
              + client.connectionId()
              + ": it kept sending after "
              + refusals.most(client.owner())
              + " refusals in a minute",
          LogLevel.WARN);
    } catch (RuntimeException e) {
      log.log(
          "cannot close connection " + client.connectionId() + ": " + e.getMessage(),
          LogLevel.WARN);
    }
  }
}
