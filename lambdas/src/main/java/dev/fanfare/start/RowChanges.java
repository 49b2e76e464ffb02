package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.text.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Makes a request of a changed row: a broadcast to one channel that tells table, event, sequence
 * number, keys and the row's fields as they are now. Of two changes of one row, the one with the
 * larger sequence number is the newer one, whatever the order in which they arrive.
 *
 * @param channel whose members are told
 * @param fields which of the row's fields they are told; empty means all
 * @param events which changes are told: {@code INSERT}, {@code MODIFY}, {@code REMOVE}
 */
public record RowChanges(String channel, List<String> fields, List<String> events) {

  boolean tells(DynamodbStreamRecord change) {
    return events.contains(change.getEventName());
  }

  /** Named after the change, which a stream may deliver twice, but under one id. */
  static String id(DynamodbStreamRecord change) {
    return "change-" + change.getEventID();
  }

  String request(DynamodbStreamRecord change) {
    var row = change.getDynamodb();
    var request = Json.MAPPER.createObjectNode();
    request.putArray("channels").add(channel);
    var data = request.putObject("data");
    data.put("table", table(change.getEventSourceARN()));
    data.put("event", change.getEventName());
    // As text: it has more digits than a number of JavaScript holds.
    data.put("sequence_number", row.getSequenceNumber());
    data.set("keys", RowJson.of(row.getKeys(), List.of()));
    // A removed row has no image of now, and a stream of keys alone has none of any.
    data.set("item", RowJson.of(row.getNewImage() == null ? Map.of() : row.getNewImage(), fields));
    try {
      // As text: written as bytes, what is beyond the basic plane would be escaped.
      return Json.MAPPER.writeValueAsString(request);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree is always JSON", e);
    }
  }

  /** The name within {@code arn:...:table/<name>/stream/<label>}. */
  private static String table(String streamArn) {
    return streamArn.split("/")[1];
  }
}
