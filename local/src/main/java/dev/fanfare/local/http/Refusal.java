package dev.fanfare.local.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fanfare.text.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The answer to a request that reaches no service. Each AWS protocol finds the code where it looks
 * for it.
 */
record Refusal(int status, String code, String message, boolean needsXml) {
  static final Refusal UNSIGNED =
      new Refusal(
          403,
          "MissingAuthenticationToken",
          "Missing Authentication Token: the local stack finds a request's service by its"
              + " signature, and this request has none",
          false);

  private static final String NOT_SUPPORTED = "NOT_SUPPORTED_LOCALLY";
  private static final int MAX_SHOWN = 80;

  /** Services whose SDKs read XML although their requests are not forms. */
  private static final Set<String> XML_SERVICES = Set.of("cloudfront", "route53");

  static Refusal accessDenied(String why) {
    return new Refusal(403, "AccessDeniedException", why, false);
  }

  /**
   * @param service the name in the request, which may be anything
   */
  static Refusal notSupported(String service) {
    if (service.equals("execute-api")) {
      return new Refusal(
          400,
          NOT_SUPPORTED,
          "@connections is not here but on the port of the WebSocket API: set"
              + " AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI as ./fanfare local --env does",
          false);
    }
    String known =
        Arrays.stream(AwsService.values())
            .map(AwsService::signingName)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    return new Refusal(
        400,
        NOT_SUPPORTED,
        "The local stack does not have the service \"%s\": it has %s"
            .formatted(Printable.of(service, MAX_SHOWN), known),
        XML_SERVICES.contains(service));
  }

  /** For a moment at the start; SDKs try again. */
  static Refusal starting(String service) {
    return new Refusal(503, "ServiceUnavailable", "The local stack is starting: " + service, false);
  }

  void send(RequestHead head, Response response, Callback callback) {
    boolean isXml =
        needsXml || head.header("Content-Type").filter(type -> type.contains("form")).isPresent();
    var headers = response.getHeaders();
    response.setStatus(status);
    headers.put("Content-Type", isXml ? "text/xml" : "application/json");
    headers.put("x-amzn-ErrorType", code);
    headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
    String body = head.method().equals("HEAD") ? "" : isXml ? xml() : json();
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
  }

  private String json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("__type", code)
        .put("message", message)
        .toString();
  }

  /** SDKs of EC2 look for the error one level deeper than those of other services. */
  private String xml() {
    String error =
        "<Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>"
            .formatted(code, message.replace("&", "&amp;").replace("<", "&lt;"));
    return "<ErrorResponse>" + error + "<Errors>" + error + "</Errors></ErrorResponse>";
  }
}
