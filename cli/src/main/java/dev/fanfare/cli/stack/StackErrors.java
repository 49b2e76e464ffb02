package dev.fanfare.cli.stack;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates exceptions of the AWS SDK into messages for operators, with advice on what to do next.
 */
public final class StackErrors {
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

  private StackErrors() {}

  /** Returns the failure of a call to a service of a stack that was found before. */
  public static CommandFailure failure(SdkException e) {
    return e instanceof AwsServiceException response
        ? refused(response)
        : unreachable(e, "try again; is the stack still there?");
  }

  /**
   * Returns the failure of the call that finds a stack.
   *
   * @param ifUnreachable advice for the case that CloudFormation does not respond
   */
  static CommandFailure failure(String stack, SdkException e, String ifUnreachable) {
    if (!(e instanceof AwsServiceException response)) {
      return unreachable(e, ifUnreachable);
    }
    return code(response).equals("ValidationError") && details(response).contains("does not exist")
        ? noStack(
            "there is no stack "
                + stack
                + " here: name another with --stack, look in another Region (AWS_REGION) or account"
                + " (AWS_PROFILE), or add --local for the one of ./fanfare local",
            e)
        : refused(response);
  }

  private static CommandFailure refused(AwsServiceException e) {
    String code = code(e);
    if (EXPIRED.contains(code)) {
      return noStack(
          "the AWS credentials have expired: sign in again (aws sso login, or new keys)", e);
    }
    if (UNKNOWN_CALLER.contains(code)) {
      return noStack(
          ("AWS does not accept these credentials (%s): check AWS_PROFILE, AWS_ACCESS_KEY_ID"
                  + " and this machine's clock")
              .formatted(code),
          e);
    }
    if (DENIED.contains(code)) {
      return noStack("not allowed: " + details(e) + "; ask for this permission", e);
    }
    return new CommandFailure(ExitCode.FAILURE, "AWS refused: " + code + ": " + details(e), e);
  }

  private static CommandFailure unreachable(SdkException e, String ifUnreachable) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Unable to load region")) {
      return noStack(
          "no Region is set: set AWS_REGION, or region in the profile; for the stack of ./fanfare"
              + " local, add --local",
          e);
    }
    if (message.contains("expired")) {
      return noStack("the AWS credentials have expired: sign in again (aws sso login)", e);
    }
    if (message.contains("credentials")) {
      return noStack(
          "no AWS credentials were found: set AWS_PROFILE, or sign in (aws sso login); for the stack"
              + " of ./fanfare local, add --local",
          e);
    }
    return noStack("no answer (" + reason(e) + "): " + ifUnreachable, e);
  }

  /**
   * Whether the operator lacks a permission. For HEAD requests, S3 sends only the status, without
   * an error code.
   */
  public static boolean isDenied(AwsServiceException e) {
    String code = code(e);
    return DENIED.contains(code)
        || e.statusCode() == 403 && !EXPIRED.contains(code) && !UNKNOWN_CALLER.contains(code);
  }

  /** Returns the message of the root cause, in one line. */
  public static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null
        ? "no connection"
        : root.getMessage().lines().findFirst().orElse("");
  }

  private static CommandFailure noStack(String message, SdkException e) {
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
