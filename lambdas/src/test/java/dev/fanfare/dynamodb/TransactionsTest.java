package dev.fanfare.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactionsTest {
  private static final List<TransactWriteItem> WRITES =
      List.of(TransactWriteItem.builder().build(), TransactWriteItem.builder().build());

  private final Deque<List<String>> answers = new ArrayDeque<>();
  private final List<Long> pauses = new ArrayList<>();
  private final Transactions transactions =
      new Transactions(new Answering(), pauses::add, new Random(1));

  @Test
  void write_succeeds_returnsNoReasons() {
    assertThat(transactions.write(WRITES)).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void write_twoConflicts_retriesWithPauses() {
    answers.add(List.of("TransactionConflict", "None"));
    answers.add(List.of("None", "ThrottlingError"));

    assertThat(transactions.write(WRITES)).isEmpty();
    assertThat(pauses).hasSize(2).allMatch(pause -> pause < 40);
  }

  @Test
  void write_conditionFails_isReportedAtOnceEvenWithAConflict() {
    answers.add(List.of("TransactionConflict", "ConditionalCheckFailed"));

    var reasons = transactions.write(WRITES);

    assertThat(reasons).extracting(Transactions::isCondition).containsExactly(false, true);
    assertThat(pauses).isEmpty();
  }

  @Test
  void write_permanentConflict_givesUp() {
    for (int i = 0; i < 100; i++) {
      answers.add(List.of("TransactionConflict", "None"));
    }

    assertThatThrownBy(() -> transactions.write(WRITES))
        .isInstanceOf(ContentionException.class)
        .hasMessage("other writers were faster in all 8 attempts");
    assertThat(answers).hasSize(92);
  }

  @Test
  void write_invalidTransaction_throws() {
    answers.add(List.of("ValidationError", "None"));

    assertThatThrownBy(() -> transactions.write(WRITES))
        .isInstanceOf(TransactionCanceledException.class);
  }

  /** Returns the given answers in order, and then always success. */
  private final class Answering implements DynamoDbClient {
    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      if (answers.isEmpty()) {
        return TransactWriteItemsResponse.builder().build();
      }
      throw TransactionCanceledException.builder()
          .cancellationReasons(answers.remove().stream().flatMap(Answering::reason).toList())
          .build();
    }

    private static Stream<CancellationReason> reason(String code) {
      return Stream.of(CancellationReason.builder().code(code).build());
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
