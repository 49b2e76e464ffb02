package dev.fanfare.executions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.BroadcastId;
import dev.fanfare.request.CompactJson;
import dev.fanfare.request.RequestReader;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;

/**
 * Turns a request into an execution. The request is stored in the bucket and the execution gets its
 * key, for three reasons: a request may be larger than an execution's input, Step Functions would
 * not preserve its numbers digit by digit, and users' messages do not belong in execution
 * histories.
 *
 * <p>If a request names its id, the stored request is compared: the same request is a redelivery,
 * and a different one is refused. An id from the event source (of a message or a change) belongs to
 * one request only, so it needs no comparison.
 */
public final class BroadcastStart {
  /**
   * Maximum age of the execution of a request that was stored a moment ago. The SDK may repeat a
   * call whose response was lost; a request that has expired is at least a day old.
   */
  private static final Duration JUST_STARTED = Duration.ofHours(1);

  private final BroadcastBucket bucket;
  private final Executions executions;
  private final Clock clock;

  /**
   * An accepted request.
   *
   * @param isNew whether this is the first request with the id; a repeated one changes nothing
   */
  public record Accepted(String id, boolean isNew) {}

  public BroadcastStart(BroadcastBucket bucket, Executions executions, Clock clock) {
    this.bucket = bucket;
    this.executions = executions;
    this.clock = clock;
  }

  /**
   * Starts the broadcast of a request. Idempotent: the first request with an id stays, and its
   * execution runs once.
   *
   * @param fallbackId id of the broadcast if the request does not name one
   * @throws InvalidRequestException if the request breaks a rule, or its id belongs to a different
   *     request
   */
  public Accepted start(byte[] json, String fallbackId) {
    var request = RequestReader.read(json);
    String id = request.id().orElseGet(() -> BroadcastId.check("message id", fallbackId));
    String key = new BroadcastKeys(id).request();
    boolean isNew = bucket.writeIfAbsent(key, json);
    if (!isNew && request.id().isPresent() && !CompactJson.isSame(stored(key), json)) {
      throw BroadcastId.idTaken("id", id);
    }
    String input = Json.MAPPER.createObjectNode().put("requestKey", key).toString();
    var earlier = executions.start(id, input);
    if (earlier.isPresent() && request.id().isPresent()) {
      boolean isSame =
          earlier.get().input().equals(input)
              ? !isNew || hasJustStarted(earlier.get())
              : CompactJson.isSame(earlier.get().input().getBytes(UTF_8), json);
      if (!isSame) {
        throw refused(id, key, isNew);
      }
    }
    return new Accepted(id, isNew);
  }

  private boolean hasJustStarted(Executions.EarlierExecution earlier) {
    return earlier.startedAt().isAfter(clock.instant().minus(JUST_STARTED));
  }

  private InvalidRequestException refused(String id, String key, boolean isNew) {
    if (isNew) {
      bucket.delete(key);
    }
    return BroadcastId.idTaken("id", id);
  }

  private byte[] stored(String key) {
    try (var stored = bucket.open(key)) {
      return stored.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + key, e);
    }
  }
}
