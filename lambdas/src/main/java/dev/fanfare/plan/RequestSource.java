package dev.fanfare.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.Request;
import dev.fanfare.broadcast.RequestReader;
import dev.fanfare.config.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Where a request comes from: the bucket, when the starter put it there; or the execution's input
 * itself, when somebody started the state machine by hand with the very JSON they would have put on
 * the queue.
 */
final class RequestSource {
  private static final String KEY = "requestKey";

  /**
   * Longest request, in bytes: room for 100,000 users and 100,000 exclusions whose ids have 80
   * characters. A request is read whole, and one of this size fits into the planner's memory even
   * if all of it is short names.
   */
  static final int LONGEST = 16 << 20;

  private final BroadcastBucket bucket;
  private final BroadcastKeys keys;

  RequestSource(BroadcastBucket bucket, BroadcastKeys keys) {
    this.bucket = bucket;
    this.keys = keys;
  }

  /**
   * @param input the execution's input
   * @throws InvalidRequestException when the request breaks a rule
   */
  Request read(JsonNode input) {
    Request request = input.has(KEY) ? readStored(input) : readGiven(input);
    request.id().filter(id -> !id.equals(keys.broadcastId())).ifPresent(this::refuse);
    return request;
  }

  private Request readStored(JsonNode input) {
    String key = input.get(KEY).asText();
    if (input.size() > (input.has(HandedOver.FIELD) ? 2 : 1)
        || !key.matches("broadcasts/[^/]+/request\\.json")) {
      throw new InvalidRequestException(
          KEY, '"' + key + '"', "must stand alone and be the key of a stored request");
    }
    try (var stored = bucket.open(key)) {
      byte[] json = stored.readNBytes(LONGEST + 1);
      if (json.length > LONGEST) {
        throw new InvalidRequestException(
            KEY, '"' + key + '"', "must be the key of a request of at most " + LONGEST + " bytes");
      }
      return RequestReader.read(json);
    } catch (MissingObjectException e) {
      throw new InvalidRequestException(KEY, '"' + key + '"', "must be stored, but it is not");
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + key, e);
    }
  }

  private Request readGiven(JsonNode input) {
    try {
      byte[] json = Json.MAPPER.writeValueAsBytes(input);
      Request request = RequestReader.read(json);
      // Kept beside the plan, as the starter keeps its own, for whoever asks later what was sent.
      bucket.writeIfAbsent(keys.request(), json);
      return request;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree is always JSON", e);
    }
  }

  private void refuse(String id) {
    throw new InvalidRequestException(
        "id",
        '"' + id + '"',
        "must be the name of the execution, which is \"" + keys.broadcastId() + '"');
  }
}
