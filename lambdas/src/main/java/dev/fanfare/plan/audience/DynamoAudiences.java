package dev.fanfare.plan.audience;

import dev.fanfare.channels.catchup.CatchUpEnds;
import dev.fanfare.request.Request;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Which audience a request means, and where it is read. */
public final class DynamoAudiences {
  private final DynamoDbClient tables;
  private final String connectionsTable;
  private final String subscriptionsTable;
  private final CatchUpEnds ends;
  private final Clock clock;

  /**
   * @param ends settles up to where members catch up for whom that is open
   */
  public DynamoAudiences(
      DynamoDbClient tables,
      String connectionsTable,
      String subscriptionsTable,
      CatchUpEnds ends,
      Clock clock) {
    this.tables = tables;
    this.connectionsTable = connectionsTable;
    this.subscriptionsTable = subscriptionsTable;
    this.ends = ends;
    this.clock = clock;
  }

  /**
   * @param messageAt the position of the broadcast's message in a channel, if it has one
   */
  public Audience of(Request request, Function<String, OptionalLong> messageAt) {
    var reader = new DynamoRowReader(clock, request.filter());
    if (!request.channels().isEmpty()) {
      var rows = new DynamoSubscriptionRows(tables, subscriptionsTable, reader, ends);
      return new ChannelsAudience(
          rows, request.channels(), messageAt, ChannelsAudience.ROWS_PER_LANE);
    }
    var rows = new DynamoConnectionRows(tables, connectionsTable, reader);
    return request.isForEveryone()
        ? new EveryoneAudience(rows)
        : new UsersAudience(rows, request.wantedUsers());
  }
}
