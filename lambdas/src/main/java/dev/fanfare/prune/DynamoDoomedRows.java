package dev.fanfare.prune;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ConnectionRow;
import dev.fanfare.config.BatchWrites;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Rows of the connection table on DynamoDB. */
final class DynamoDoomedRows implements DoomedRows {
  private final BatchWrites writes;

  DynamoDoomedRows(BatchWrites writes) {
    this.writes = writes;
  }

  @Override
  public void delete(List<Connection> connections) {
    writes.write(connections.stream().map(DynamoDoomedRows::deletion).toList());
  }

  private static WriteRequest deletion(Connection connection) {
    var key =
        Map.of(
            ConnectionRow.USER_ID, AttributeValue.fromS(connection.userId()),
            ConnectionRow.CONNECTION_ID, AttributeValue.fromS(connection.id()));
    return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
  }
}
