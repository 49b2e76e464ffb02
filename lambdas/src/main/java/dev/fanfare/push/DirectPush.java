package dev.fanfare.push;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.push.permits.PermitStore;
import dev.fanfare.push.permits.SharedPermits;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.request.Priority;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Pushes one small shard from memory, in the function that received the message. It uses the
 * pusher's transport, permits and rules, for a short time.
 */
public final class DirectPush {

  /** How long to wait for outstanding responses after the last post. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

  private final Transport transport;
  private final PermitStore permits;
  private final PushConfig config;
  private final PushTime time;

  /** Not seeded: otherwise all environments that SnapStart restores would draw the same numbers. */
  private final RandomGenerator random = new SecureRandom();

  /**
   * The result of one push.
   *
   * @param finished whether every connection has its outcome
   * @param trouble a description of permanent failures; empty if there are none
   */
  public record Pushed(boolean finished, Progress progress, String trouble) {}

  public DirectPush(Transport transport, PermitStore permits, PushConfig config, PushTime time) {
    this.transport = transport;
    this.permits = permits;
    this.config = config;
    this.time = time;
  }

  /**
   * Posts a message to connections until all have an outcome or time is up.
   *
   * @param priority the priority of the broadcast
   * @param longest how long posts may be made
   * @param log receives log lines for the operator
   */
  public Pushed push(
      byte[] message,
      List<Connection> connections,
      Priority priority,
      Duration longest,
      LambdaLogger log) {
    var poster = transport.prepare(message);
    try (var own = permits(priority, connections.size(), poster::wake, log);
        var lines = ShardLines.read(new ByteArrayInputStream(shard(connections)))) {
      long stop = time.nanos() + longest.toNanos();
      var ends =
          new PushSettings.Ends(Optional.empty(), () -> false, stop, stop + LAST_ANSWERS.toNanos());
      var push =
          new ShardPush(
              poster, lines, Progress.START, settings(connections.size()), ends, own, time, random);
      push.counts(connections.size());
      Progress reached = push.run();
      push.troubles().log(log);
      return new Pushed(push.isFinished(), reached, String.join("; ", push.troubles().lines()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while posting", e);
    }
  }

  private PushSettings settings(int connections) {
    var settings = config.settings();
    int inFlight = Math.max(1, Math.min(settings.inFlight(), connections));
    return new PushSettings(inFlight, settings.attempts(), settings.young(), settings.backOff());
  }

  private SharedPermits permits(Priority priority, int posts, Runnable wake, LambdaLogger log) {
    return new SharedPermits(
        config.rates().budget(),
        config.rates().ownBudgetOfBooked(priority, posts),
        1,
        permits,
        new SharedPermits.PusherContext(time::nanos, time.clock(), random, wake, log));
  }

  private static byte[] shard(List<Connection> connections) {
    var out = new ByteArrayOutputStream();
    connections.forEach(connection -> ShardLines.write(connection, out));
    return out.toByteArray();
  }
}
