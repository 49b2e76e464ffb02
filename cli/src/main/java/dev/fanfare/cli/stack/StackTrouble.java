package dev.fanfare.cli.stack;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Puts what the SDK throws into words for an operator, with what to do next. */
public final class StackTrouble {
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
  private static final Set<String> UNKNOWN_CALLER =
      Set.of(
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "IncompleteSignature",
          "AuthFailure",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException");
  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized");

  private StackTrouble() {}

  /** For a call to any service of a stack that was found before. */
  public static CommandFailure failure(SdkException e) {
    return e instanceof AwsServiceException answer
        ? answered(answer)
        : unanswered(e, "try again; is the stack still there?");
  }

  /**
   * For the call that finds a stack.
   *
   * @param ifUnreachable what to do when nobody answers
   */
  static CommandFailure failure(String stack, SdkException e, String ifUnreachable) {
    if (!(e instanceof AwsServiceException answer)) {
      return unanswered(e, ifUnreachable);
    }
    return code(answer).equals("ValidationError") && details(answer).contains("does not exist")
        ? told(
            "there is no stack "
                + stack
                + " here: name another with --stack, look in another Region (AWS_REGION) or account"
                + " (AWS_PROFILE), or add --local for the one of ./fanfare local",
            e)
        : answered(answer);
  }

  private static CommandFailure answered(AwsServiceException e) {
    String code = code(e);
    if (EXPIRED.contains(code)) {
      return told(
          "the AWS credentials have expired: sign in again (aws sso login, or new keys)", e);
    }
    if (UNKNOWN_CALLER.contains(code)) {
      return told(
          ("AWS does not take these credentials (%s): check AWS_PROFILE, AWS_ACCESS_KEY_ID"
                  + " and this machine's clock")
              .formatted(code),
          e);
    }
    if (DENIED.contains(code)) {
      return told("not allowed: " + details(e) + "; ask for this permission", e);
    }
    return new CommandFailure(ExitCode.NOT_WELL, "AWS refused: " + code + ": " + details(e), e);
  }

  private static CommandFailure unanswered(SdkException e, String ifUnreachable) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Unable to load region")) {
      return told(
          "no Region is set: set AWS_REGION, or region in the profile; for the stack of ./fanfare"
              + " local, add --local",
          e);
    }
    if (message.contains("expired")) {
      return told("the AWS credentials have expired: sign in again (aws sso login)", e);
    }
    if (message.contains("credentials")) {
      return told(
          "no AWS credentials were found: set AWS_PROFILE, or sign in (aws sso login); for the stack"
              + " of ./fanfare local, add --local",
          e);
    }
    return told("nobody answers (" + reason(e) + "): " + ifUnreachable, e);
  }

  /** Whether the operator lacks a right; S3 tells of that without a code where it sends no body. */
  public static boolean isDenied(AwsServiceException e) {
    String code = code(e);
    return DENIED.contains(code)
        || e.statusCode() == 403 && !EXPIRED.contains(code) && !UNKNOWN_CALLER.contains(code);
  }

  /** What lies at the bottom of it, in a line. */
  public static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null
        ? "no connection"
        : root.getMessage().lines().findFirst().orElse("");
  }

  private static CommandFailure told(String message, SdkException e) {
    return new CommandFailure(ExitCode.NO_STACK, message, e);
  }

  private static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null
        ? "status " + e.statusCode()
        : String.valueOf(e.awsErrorDetails().errorCode());
  }

  private static String details(AwsServiceException e) {
    return e.awsErrorDetails() == null
        ? String.valueOf(e.getMessage())
        : String.valueOf(e.awsErrorDetails().errorMessage());
  }
}
