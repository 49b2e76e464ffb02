package dev.fanfare.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.BroadcastId;
import dev.fanfare.request.CompactJson;
import dev.fanfare.request.Request;
import dev.fanfare.request.RequestReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * Reads a request: from the bucket if the starter stored it there, or from the execution's input if
 * someone started the state machine manually with the request as its input.
 */
final class RequestSource {
  private static final String KEY = "requestKey";
  private static final String NAME = "the execution's name";

  /**
   * Maximum size of a request, in bytes: enough for 100,000 users and 100,000 exclusions with ids
   * of 80 characters. A request is read as a whole; one of this size fits into the planner's memory
   * even if it consists of short names.
   */
  static final int MAX_BYTES = 16 << 20;

  private final BroadcastBucket bucket;
  private final BroadcastKeys keys;
  private final UnaryOperator<String> inputs;

  /**
   * @param inputs returns an execution's input, character for character, by the execution's name
   */
  RequestSource(BroadcastBucket bucket, BroadcastKeys keys, UnaryOperator<String> inputs) {
    this.bucket = bucket;
    this.keys = keys;
    this.inputs = inputs;
  }

  /**
   * @param input the execution's input
   * @throws InvalidRequestException if the request breaks a rule, or the execution's name is not a
   *     valid broadcast id, which no tool could handle
   */
  Request read(JsonNode input) {
    BroadcastId.check(NAME, keys.broadcastId());
    return input.has(KEY) ? readStored(input) : readInline();
  }

  private Request readStored(JsonNode input) {
    String key = input.get(KEY).asText();
    if (input.size() > (input.has(DirectHandover.FIELD) ? 2 : 1)
        || !key.matches("broadcasts/[^/]+/request\\.json")) {
      throw new InvalidRequestException(
          KEY, '"' + key + '"', "must be the only field and the key of a stored request");
    }
    try {
      return check(RequestReader.read(stored(key)));
    } catch (MissingObjectException e) {
      throw new InvalidRequestException(
          KEY, '"' + key + '"', "must be in the bucket, but it is missing");
    }
  }

  private byte[] stored(String key) {
    try (var stored = bucket.open(key)) {
      byte[] json = stored.readNBytes(MAX_BYTES + 1);
      if (json.length > MAX_BYTES) {
        throw new InvalidRequestException(
            KEY,
            '"' + key + '"',
            "must be the key of a request of at most " + MAX_BYTES + " bytes");
      }
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + key, e);
    }
  }

  /**
   * Reads the original input: the value passed between states has lost digits of numbers and
   * duplicate fields.
   */
  private Request readInline() {
    byte[] json = inputs.apply(keys.broadcastId()).getBytes(StandardCharsets.UTF_8);
    Request request = check(RequestReader.read(json));
    // Stored next to the plan for later lookup, as the starter does.
    if (!bucket.writeIfAbsent(keys.request(), json)
        && !CompactJson.isSame(stored(keys.request()), json)) {
      throw BroadcastId.idTaken(NAME, keys.broadcastId());
    }
    return request;
  }

  private Request check(Request request) {
    if (request.id().filter(id -> !id.equals(keys.broadcastId())).isPresent()) {
      throw new InvalidRequestException(
          "id",
          '"' + request.id().get() + '"',
          "must be the name of the execution, which is \"" + keys.broadcastId() + '"');
    }
    return request;
  }
}
