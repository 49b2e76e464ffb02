package dev.fanfare.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDeletingException;

class SfnExecutionsTest {
  private static final String ARN =
      "arn:aws:states:us-east-1:123456789012:stateMachine:fanfare-broadcast";

  @Test
  void start_newName_startsTheStateMachine() {
    var client = new Client(null);

    new SfnExecutions(client, ARN).start("spring-sale", "{}");

    assertThat(client.asked)
        .isEqualTo(
            StartExecutionRequest.builder()
                .stateMachineArn(ARN)
                .name("spring-sale")
                .input("{}")
                .build());
  }

  @Test
  void start_usedName_returnsTheExistingExecution() {
    var client = new Client(ExecutionAlreadyExistsException.builder().build());

    assertThat(new SfnExecutions(client, ARN).start("spring-sale", "{}"))
        .contains(new Executions.EarlierExecution("{\"data\":1}", Instant.EPOCH));
    assertThat(client.described)
        .isEqualTo("arn:aws:states:us-east-1:123456789012:execution:fanfare-broadcast:spring-sale");
  }

  @Test
  void start_anyOtherError_fails() {
    var client = new Client(StateMachineDeletingException.builder().build());

    assertThatThrownBy(() -> new SfnExecutions(client, ARN).start("spring-sale", "{}"))
        .isInstanceOf(StateMachineDeletingException.class);
  }

  private static final class Client implements SfnClient {
    private final SfnException trouble;
    private StartExecutionRequest asked;
    private String described;

    private Client(SfnException trouble) {
      this.trouble = trouble;
    }

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest start) {
      asked = start;
      if (trouble != null) {
        throw trouble;
      }
      return StartExecutionResponse.builder().build();
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest describe) {
      described = describe.executionArn();
      return DescribeExecutionResponse.builder()
          .input("{\"data\":1}")
          .startDate(Instant.EPOCH)
          .build();
    }

    @Override
    public String serviceName() {
      return "states";
    }

    @Override
    public void close() {
      // Holds no resources.
    }
  }
}
