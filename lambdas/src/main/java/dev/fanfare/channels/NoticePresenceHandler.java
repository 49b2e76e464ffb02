package dev.fanfare.channels;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.fanfare.channels.PresenceNotices.Change;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.Variables;
import dev.fanfare.tables.SubscriptionRow;
import java.util.List;
import java.util.Map;

/**
 * NoticePresence: tells channels who came and who went, by the stream of the table of memberships.
 * One batch is what changed within {@code NoticeIntervalSeconds}, and becomes one notice for each
 * channel. A batch that fails comes again as a whole: a notice may then come twice.
 */
public final class NoticePresenceHandler implements RequestHandler<DynamodbEvent, Void> {
  private static final String INSERT = "INSERT";
  private static final String REMOVE = "REMOVE";

  private final PresenceNotices notices;
  private final BroadcastQueue queue;

  public NoticePresenceHandler() {
    this(Environment.variables());
  }

  private NoticePresenceHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    String queueUrl = variables.text("QUEUE_URL");
    var noticed = new ChannelPatterns(variables.list("NOTICE_CHANNELS"));
    variables.check();
    this.notices = new PresenceNotices(noticed);
    this.queue = new SqsBroadcastQueue(new AwsClients(environment).queues(), queueUrl);
  }

  NoticePresenceHandler(PresenceNotices notices, BroadcastQueue queue) {
    this.notices = notices;
    this.queue = queue;
  }

  @Override
  public Void handleRequest(DynamodbEvent event, Context context) {
    var changes =
        event.getRecords().stream()
            .filter(record -> List.of(INSERT, REMOVE).contains(record.getEventName()))
            .map(NoticePresenceHandler::change)
            .toList();
    List<String> requests = notices.requests(changes);
    queue.send(requests);
    String line = "INFO " + changes.size() + " changes, " + requests.size() + " notices";
    PrintableLog.of(context).log(line);
    return null;
  }

  /** The stream itself knows seconds only. */
  private static long joinedAt(Map<String, AttributeValue> row) {
    return Long.parseLong(row.get(SubscriptionRow.JOINED_AT).getN());
  }

  private static Change change(DynamodbStreamRecord record) {
    boolean isJoin = record.getEventName().equals(INSERT);
    var change = record.getDynamodb();
    Map<String, AttributeValue> row = isJoin ? change.getNewImage() : change.getOldImage();
    return new Change(
        SubscriptionRow.channel(row.get(SubscriptionRow.CHANNEL_PARTITION).getS()),
        row.get(SubscriptionRow.CONNECTION_ID).getS(),
        row.get(SubscriptionRow.USER_ID).getS(),
        isJoin,
        isJoin ? joinedAt(row) : change.getApproximateCreationDateTime().getTime());
  }
}
