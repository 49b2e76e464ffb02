package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.text.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Turns a changed row into a request: a broadcast to one channel with the table, event, sequence
 * number, keys and the row's current fields. Of two changes to one row, the one with the larger
 * sequence number is newer, regardless of the order of arrival.
 *
 * @param channel the channel whose members get the change
 * @param fields the fields to include; empty means all
 * @param events the events to broadcast: {@code INSERT}, {@code MODIFY}, {@code REMOVE}
 */
public record RowChanges(String channel, List<String> fields, List<String> events) {

  boolean includes(DynamodbStreamRecord change) {
    return events.contains(change.getEventName());
  }

  /** The id of the broadcast. A stream may deliver a change twice, but with the same event id. */
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
    // As a string: it has more digits than a JavaScript number can represent.
    data.put("sequence_number", row.getSequenceNumber());
    data.set("keys", RowJson.of(row.getKeys(), List.of()));
    // A removed row has no new image, and a keys-only stream has no images at all.
    data.set("item", RowJson.of(row.getNewImage() == null ? Map.of() : row.getNewImage(), fields));
    try {
      // As a string: Jackson escapes characters beyond the basic plane when it writes bytes.
      return Json.MAPPER.writeValueAsString(request);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree is always JSON", e);
    }
  }

  /** The name in {@code arn:...:table/<name>/stream/<label>}. */
  private static String table(String streamArn) {
    return streamArn.split("/")[1];
  }
}
