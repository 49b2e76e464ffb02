package dev.fanfare.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

class StackErrorsTest {

  private static AwsServiceException answer(String code, String message) {
    return AwsServiceException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "ValidationError, Stack with id prod does not exist, there is no stack prod here",
    "ExpiredToken, The security token is expired, the AWS credentials have expired",
    "ExpiredTokenException, The security token is expired, the AWS credentials have expired",
    "InvalidClientTokenId, The security token is invalid, does not accept these credentials",
    "SignatureDoesNotMatch, Signature expired, and this machine's clock",
    "AccessDenied, User x may not DescribeStacks, not allowed: User x may not DescribeStacks",
    "AccessDeniedException, User x may not Scan, not allowed: User x may not Scan",
  })
  void failure_errorResponse_saysWhatToDo(String code, String message, String expected) {
    var failure = StackErrors.failure("prod", answer(code, message), "");

    assertThat(failure).hasMessageContaining(expected);
    assertThat(failure.exitCode()).isEqualTo(ExitCode.NO_STACK);
  }

  @ParameterizedTest
  @CsvSource({
    "Unable to load region from any of the providers, no Region is set: set AWS_REGION",
    "Unable to load credentials from any of the providers, no AWS credentials were found",
    "The SSO session has expired or is otherwise invalid, have expired: sign in again",
    "Unable to execute HTTP request: refused, no answer (Unable to execute HTTP request:"
  })
  void failure_noResponse_saysWhatToDo(String message, String expected) {
    var failure = StackErrors.failure(SdkClientException.create(message));

    assertThat(failure).hasMessageContaining(expected);
    assertThat(failure.exitCode()).isEqualTo(ExitCode.NO_STACK);
  }

  @Test
  void failure_anyOtherError_isReportedUnchanged() {
    var failure = StackErrors.failure(answer("ThrottlingException", "Rate exceeded"));

    assertThat(failure).hasMessage("AWS refused: ThrottlingException: Rate exceeded");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILURE);
  }
}
