package dev.fanfare.local.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service that a request is for. A signature names it in its credential scope, {@code
 * KEY/DATE/REGION/SERVICE/aws4_request}. Requests without a signature are recognised by {@code
 * X-Amz-Target}, by their host, or by their path.
 *
 * @param service empty if the stack does not have it
 * @param name as in the request, for messages
 */
record RequestedService(Optional<AwsService> service, String name) {
  private static final Pattern CREDENTIAL =
      Pattern.compile("^AWS4-[A-Z0-9-]+\\s.*?Credential=([^,\\s]+)");
  private static final String SCOPE_END = "aws4_request";
  private static final Pattern RPC_PATH = Pattern.compile("/service/([^/]+)/operation/[^/]+");
  private static final Pattern LAMBDA_PATH = Pattern.compile("/20\\d\\d-\\d\\d-\\d\\d/.*");
  private static final Pattern SCHEDULE_PATH = Pattern.compile("/schedules(/.*)?");
  private static final Pattern ISSUER_PATH = Pattern.compile("/\\.well-known/.*|/token|/rotate");
  private static final Pattern QUEUE_PATH = Pattern.compile("/\\d{12}/[^/]+/?");
  private static final Set<String> OBJECT_METHODS = Set.of("GET", "HEAD", "PUT", "DELETE");

  /** Empty if the request names no service. */
  static Optional<RequestedService> of(RequestHead head) {
    return signed(head)
        .or(() -> called(head))
        .or(() -> unsigned(head).map(RequestedService::known));
  }

  private static RequestedService known(AwsService service) {
    return new RequestedService(Optional.of(service), service.signingName());
  }

  private static Optional<RequestedService> signed(RequestHead head) {
    String authorization = head.header("Authorization").orElse("");
    // Signature version 2, which only S3 still accepts.
    if (authorization.startsWith("AWS ")
        || (parameter(head, "AWSAccessKeyId").isPresent()
            && parameter(head, "Signature").isPresent())) {
      return Optional.of(known(AwsService.S3));
    }
    Matcher credential = CREDENTIAL.matcher(authorization);
    Optional<String> scope =
        credential.find() ? Optional.of(credential.group(1)) : parameter(head, "X-Amz-Credential");
    return scope
        .flatMap(RequestedService::serviceOfScope)
        .map(name -> new RequestedService(AwsService.signedAs(name), name));
  }

  /** The second-to-last part: a scope of signature version 4A has no Region. */
  private static Optional<String> serviceOfScope(String scope) {
    String[] parts = scope.split("/");
    boolean isComplete = parts.length >= 4 && parts[parts.length - 1].equals(SCOPE_END);
    return isComplete ? Optional.of(parts[parts.length - 2]) : Optional.empty();
  }

  private static Optional<String> parameter(RequestHead head, String name) {
    return Arrays.stream(head.query().split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .flatMap(value -> decoded(value).stream())
        .findFirst();
  }

  /** Empty if an escape is wrong. */
  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The service whose action the request calls by the name of its model. */
  private static Optional<RequestedService> called(RequestHead head) {
    Matcher rpc = RPC_PATH.matcher(head.path());
    return head.header("X-Amz-Target")
        .map(target -> target.replaceFirst("\\..*", ""))
        .or(() -> rpc.matches() ? Optional.of(rpc.group(1)) : Optional.empty())
        .map(model -> new RequestedService(AwsService.ofModel(model), model));
  }

  private static Optional<AwsService> unsigned(RequestHead head) {
    if (head.header("Host").flatMap(BucketHost::bucket).isPresent()) {
      return Optional.of(AwsService.S3);
    }
    String path = head.path();
    if (LAMBDA_PATH.matcher(path).matches()) {
      return Optional.of(AwsService.LAMBDA);
    } else if (SCHEDULE_PATH.matcher(path).matches()) {
      return Optional.of(AwsService.SCHEDULER);
    } else if (ISSUER_PATH.matcher(path).matches()) {
      return Optional.of(AwsService.ISSUER);
    } else if (QUEUE_PATH.matcher(path).matches()) {
      return Optional.of(AwsService.SQS);
    }
    boolean isForm =
        head.header("Content-Type")
            .filter(type -> type.startsWith("multipart/form-data"))
            .isPresent();
    boolean isObject = OBJECT_METHODS.contains(head.method()) || isForm;
    return isObject && path.length() > 1 ? Optional.of(AwsService.S3) : Optional.empty();
  }
}
