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
 * Turns a request into an execution. The request itself goes to the bucket and the execution gets
 * its key: a request may be larger than an execution's input, its numbers would not survive Step
 * Functions digit by digit, and what people say to each other does not belong into execution
 * histories.
 *
 * <p>An id that a request names is compared: the same request again is a redelivery, another one is
 * refused. An id that the source gives (a message's, a change's) is the source's own for one
 * request, so it needs no comparison.
 */
public final class BroadcastStart {
  /**
   * How old the execution of a request may be that was stored a moment ago. The SDK may repeat a
   * call whose answer was lost; a request that has expired is at least a day old.
   */
  private static final Duration JUST_STARTED = Duration.ofHours(1);

  private final BroadcastBucket bucket;
  private final Executions executions;
  private final Clock clock;

  /**
   * A request that was taken.
   *
   * @param isNew whether this is the first request under the id; a later one changes nothing
   */
  public record Accepted(String id, boolean isNew) {

    public String logLine() {
      return "INFO broadcast " + id + (isNew ? " accepted" : " is known already: it runs once");
    }
  }

  public BroadcastStart(BroadcastBucket bucket, Executions executions, Clock clock) {
    this.bucket = bucket;
    this.executions = executions;
    this.clock = clock;
  }

  /**
   * Starts the broadcast that a request asks for. Safe to call again with the same request: the
   * first request under an id stays, and its execution runs once.
   *
   * @param fallbackId names the broadcast when the request does not
   * @throws InvalidRequestException when the request breaks a rule, or names an id that another
   *     request has had
   */
  public Accepted start(byte[] json, String fallbackId) {
    var request = RequestReader.read(json);
    String id = request.id().orElseGet(() -> BroadcastId.check("message id", fallbackId));
    String key = new BroadcastKeys(id).request();
    boolean isNew = bucket.writeIfAbsent(key, json);
    if (!isNew && request.id().isPresent() && !CompactJson.isSame(stored(key), json)) {
      throw BroadcastId.takenBefore("id", id);
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

  private boolean hasJustStarted(Executions.Earlier earlier) {
    return earlier.startedAt().isAfter(clock.instant().minus(JUST_STARTED));
  }

  private InvalidRequestException refused(String id, String key, boolean isNew) {
    if (isNew) {
      bucket.delete(key);
    }
    return BroadcastId.takenBefore("id", id);
  }

  private byte[] stored(String key) {
    try (var stored = bucket.open(key)) {
      return stored.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + key, e);
    }
  }
}
