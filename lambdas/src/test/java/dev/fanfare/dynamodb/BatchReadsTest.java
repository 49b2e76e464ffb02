package dev.fanfare.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class BatchReadsTest {
  private static final String TABLE = "connections";

  private final List<Integer> sizes = new ArrayList<>();
  private final List<Long> pauses = new ArrayList<>();
  private ToIntFunction<Integer> unread = size -> 0;
  private final BatchReads reads = new BatchReads(new Echo(), TABLE, pauses::add, new Random(1));

  @Test
  void read_noKeys_makesNoCall() {
    assertThat(reads.read(List.of(), "user_id")).isEmpty();
    assertThat(sizes).isEmpty();
  }

  @Test
  void read_manyKeys_usesBatchesOfAHundred() {
    assertThat(reads.read(keys(250), "user_id")).containsExactlyElementsOf(keys(250));
    assertThat(sizes).containsExactly(100, 100, 50);
    assertThat(pauses).isEmpty();
  }

  @Test
  void read_partLeftUnread_readsOnlyThatPartAgainAfterAPause() {
    unread = size -> size > 5 ? size / 2 : 0;

    assertThat(reads.read(keys(20), "user_id")).containsExactlyInAnyOrderElementsOf(keys(20));
    assertThat(sizes).containsExactly(20, 10, 5);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void read_alwaysLeftUnread_failsInsteadOfMissingARow() {
    unread = size -> 1;

    assertThatThrownBy(() -> reads.read(keys(3), "user_id"))
        .hasMessage("1 rows of connections still unread after 8 attempts");
  }

  private static List<Map<String, AttributeValue>> keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Map.of("user_id", AttributeValue.fromS("u" + i)))
        .toList();
  }

  /** Returns a row for each key; may leave the last keys of a batch unprocessed. */
  private final class Echo implements DynamoDbClient {
    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      KeysAndAttributes asked = request.requestItems().get(TABLE);
      assertThat(asked.consistentRead()).isTrue();
      int size = asked.keys().size();
      sizes.add(size);
      int read = size - unread.applyAsInt(size);
      var answer =
          BatchGetItemResponse.builder().responses(Map.of(TABLE, asked.keys().subList(0, read)));
      if (read < size) {
        var left = asked.toBuilder().keys(asked.keys().subList(read, size)).build();
        answer.unprocessedKeys(Map.of(TABLE, left));
      }
      return answer.build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {
      // Holds no resources.
    }
  }
}
