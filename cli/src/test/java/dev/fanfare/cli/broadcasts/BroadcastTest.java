package dev.fanfare.cli.broadcasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class BroadcastTest {
  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, 3, 3, 0, false, SUCCEEDED",
    "SUCCEEDED, 3, 3, 0, true, SUCCEEDED",
    "SUCCEEDED, 3, 2, 1, true, CANCELLED",
    "SUCCEEDED, 3, 2, 1, false, CANCELLED",
    "FAILED, 3, 1, 1, true, CANCELLED",
    "SUCCEEDED, 0, 0, 0, true, CANCELLED",
    "SUCCEEDED, 0, 0, 0, false, SUCCEEDED",
    "RUNNING, 0, 0, 0, true, RUNNING",
  })
  void status_ofAnExecution_becomesTheStatusOfTheBroadcast(
      ExecutionStatus execution,
      int planned,
      int delivered,
      int cancelled,
      boolean hasCancelFlag,
      String status) {
    String figures =
        "{\"planned\":%d,\"outcomes\":{\"delivered\":%d,\"cancelled\":%d},\"missed\":0}"
            .formatted(planned, delivered, cancelled);
    var described =
        DescribeExecutionResponse.builder()
            .name("sale")
            .executionArn("arn")
            .status(execution)
            .startDate(START)
            .stopDate(START.plusSeconds(1))
            .output(execution == ExecutionStatus.FAILED ? null : figures)
            .error("BroadcastIncomplete")
            .cause(execution == ExecutionStatus.FAILED ? figures : null)
            .build();

    var broadcast = Broadcast.of(described, () -> hasCancelFlag);

    assertThat(broadcast.status()).isEqualTo(status).isIn(Broadcast.STATUSES);
    assertThat(broadcast.isComplete()).isEqualTo(status.equals("SUCCEEDED"));
  }
}
