package dev.fanfare.start;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastId;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.RequestReader;
import dev.fanfare.config.Json;

/**
 * Turns a request into an execution. The request itself goes to the bucket and the execution gets
 * its key: a request may be larger than an execution's input, its numbers would not survive Step
 * Functions digit by digit, and what people say to each other does not belong into execution
 * histories.
 */
public final class BroadcastStart {
  private final BroadcastBucket bucket;
  private final Executions executions;

  /**
   * A request that was taken.
   *
   * @param isNew whether this is the first request under the id; a later one changes nothing
   */
  public record Accepted(String id, boolean isNew) {}

  public BroadcastStart(BroadcastBucket bucket, Executions executions) {
    this.bucket = bucket;
    this.executions = executions;
  }

  /**
   * Starts the broadcast that a request asks for. Safe to call again with the same request: the
   * first request under an id stays, and its execution runs once.
   *
   * @param fallbackId names the broadcast when the request does not
   * @throws dev.fanfare.broadcast.InvalidRequestException when the request breaks a rule
   */
  public Accepted start(byte[] json, String fallbackId) {
    var request = RequestReader.read(json);
    String id = request.id().orElseGet(() -> BroadcastId.check("message id", fallbackId));
    String key = new BroadcastKeys(id).request();
    boolean isNew = bucket.writeIfAbsent(key, json);
    executions.start(id, Json.MAPPER.createObjectNode().put("requestKey", key).toString());
    return new Accepted(id, isNew);
  }
}
