package dev.fanfare.plan.audience;

import dev.fanfare.channels.catchup.CatchUpEnds;
import dev.fanfare.request.RequestedAudience;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Creates the audience of a request from the tables. */
public final class DynamoAudiences {
  private final DynamoDbClient tables;
  private final String connectionsTable;
  private final String subscriptionsTable;
  private final CatchUpEnds ends;
  private final Clock clock;

  /**
   * @param ends settles the last catch-up position of members without one
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
  public Audience of(RequestedAudience wanted, Function<String, OptionalLong> messageAt) {
    var reader = new DynamoRowReader(clock, wanted.filter());
    if (!wanted.channels().isEmpty()) {
      var rows = new DynamoSubscriptionRows(tables, subscriptionsTable, reader, ends);
      return new ChannelsAudience(
          rows, wanted.channels(), messageAt, ChannelsAudience.ROWS_PER_LANE);
    }
    var rows = new DynamoConnectionRows(tables, connectionsTable, reader);
    return wanted.isForEveryone()
        ? new EveryoneAudience(rows)
        : new UsersAudience(rows, wanted.wantedUsers());
  }
}
