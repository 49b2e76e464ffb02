package dev.fanfare.channels.presence;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.channels.presence.PresenceNotices.Change;
import dev.fanfare.tables.SubscriptionRow;
import java.util.List;
import java.util.Map;

/**
 * Notifies channels of joins and leaves, from the stream of the subscriptions table. One batch
 * holds the changes of {@code NoticeIntervalSeconds} and becomes one notice per channel. Lambda
 * redelivers a failed batch as a whole, so a notice may arrive twice.
 */
public final class PresenceStream {
  private static final String INSERT = "INSERT";
  private static final String REMOVE = "REMOVE";

  private final PresenceNotices notices;
  private final BroadcastQueue queue;

  public PresenceStream(PresenceNotices notices, BroadcastQueue queue) {
    this.notices = notices;
    this.queue = queue;
  }

  public void take(DynamodbEvent event, LambdaLogger log) {
    var changes =
        event.getRecords().stream()
            .filter(record -> List.of(INSERT, REMOVE).contains(record.getEventName()))
            .map(PresenceStream::change)
            .toList();
    List<String> requests = notices.requests(changes);
    queue.send(requests);
    log.log(changes.size() + " changes, " + requests.size() + " notices", LogLevel.DEBUG);
  }

  /** Reads the time from the row, because the stream's own time has a resolution of one second. */
  private static long joinedAt(Map<String, AttributeValue> row) {
    return Long.parseLong(attribute(row, SubscriptionRow.JOINED_AT).getN());
  }

  private static AttributeValue attribute(Map<String, AttributeValue> row, String name) {
    return requireNonNull(row.get(name), name);
  }

  private static Change change(DynamodbStreamRecord record) {
    boolean isJoin = record.getEventName().equals(INSERT);
    var change = record.getDynamodb();
    Map<String, AttributeValue> row = isJoin ? change.getNewImage() : change.getOldImage();
    return new Change(
        SubscriptionRow.channel(attribute(row, SubscriptionRow.CHANNEL_PARTITION).getS()),
        attribute(row, SubscriptionRow.CONNECTION_ID).getS(),
        attribute(row, SubscriptionRow.USER_ID).getS(),
        isJoin,
        isJoin ? joinedAt(row) : change.getApproximateCreationDateTime().getTime());
  }
}
