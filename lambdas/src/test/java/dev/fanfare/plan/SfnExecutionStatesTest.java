package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;

class SfnExecutionStatesTest {
  private static final String PREFIX = "arn:aws:states:us-east-1:123456789012:";

  private final ExecutionStates states =
      new SfnExecutionStates(new Client(), PREFIX + "stateMachine:fanfare-broadcast");

  @Test
  void of_execution_isItsStatusInStepFunctions() {
    assertThat(states.of("sale")).contains("PENDING_REDRIVE");
  }

  @Test
  void of_unknownName_isEmpty() {
    assertThat(states.of("unknown")).isEmpty();
  }

  @Test
  void of_anyOtherError_fails() {
    assertThatThrownBy(() -> states.of("bad")).isInstanceOf(InvalidArnException.class);
  }

  private static final class Client implements SfnClient {
    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest asked) {
      return switch (asked.executionArn().replace(PREFIX + "execution:fanfare-broadcast:", "")) {
        case "sale" -> DescribeExecutionResponse.builder().status("PENDING_REDRIVE").build();
        case "unknown" -> throw ExecutionDoesNotExistException.builder().build();
        default -> throw InvalidArnException.builder().build();
      };
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
