package dev.fanfare.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A message that is counted while a join of the same connection is being written; DynamoDB Local
 * has one writer at a time, DynamoDB refuses the second.
 */
class MessageBudgetConflictTest {

  @Test
  void take_rowInATransaction_triesAgain() {
    var tables = new BusyTables(3);

    assertThat(take(tables)).isZero();
    assertThat(tables.writes).isEqualTo(4);
  }

  @Test
  void take_rowInOneTransactionAfterTheOther_asksToWaitALittle() {
    assertThat(take(new BusyTables(100))).isEqualTo(Duration.ofMillis(500));
  }

  private static Duration take(DynamoDbClient tables) {
    return new DynamoMessageBudget(tables, "Connections", 120)
        .take("alice", "a=", Instant.ofEpochSecond(1_000));
  }

  private static final class BusyTables implements DynamoDbClient {
    private final int busy;
    private int writes;

    BusyTables(int busy) {
      this.busy = busy;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      if (writes++ < busy) {
        throw TransactionConflictException.builder().message("ongoing transaction").build();
      }
      return UpdateItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {
      // Nothing to close.
    }
  }
}
