package dev.fanfare.local.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueMappingTest {

  @ParameterizedTest
  @CsvSource({"q,1,0,2", "q,10,300,1000", "q,10000,1,5", "q.fifo,10,0,2"})
  void mapping_valid_isAccepted(String queue, int batch, int window, int concurrency) {
    assertThat(mapping(queue, batch, window, concurrency).region()).isEqualTo("eu-west-1");
  }

  @ParameterizedTest
  @CsvSource({
    "q,0,0,2,BatchSize is 0",
    "q,11,0,2,MaximumBatchingWindowInSeconds is 0",
    "q,10001,1,2,BatchSize is 10001",
    "q.fifo,11,1,2,BatchSize is 11",
    "q,1,301,2,MaximumBatchingWindowInSeconds is 301",
    "q,1,0,1,MaximumConcurrency is 1",
    "q,1,0,1001,MaximumConcurrency is 1001"
  })
  void mapping_invalid_namesTheField(
      String queue, int batch, int window, int concurrency, String problem) {
    assertThatThrownBy(() -> mapping(queue, batch, window, concurrency))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  private static QueueMapping mapping(String queue, int batch, int window, int concurrency) {
    return new QueueMapping(
        "http://127.0.0.1/" + queue,
        "arn:aws:sqs:eu-west-1:000000000000:" + queue,
        "Start",
        batch,
        Duration.ofSeconds(window),
        true,
        concurrency);
  }
}
