package dev.fanfare.sockets.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.sockets.identity.Handshake;
import dev.fanfare.sockets.identity.Identity;
import dev.fanfare.text.Json;
import java.util.List;
import java.util.Map;

/**
 * The response of Authorize, in API Gateway's format for Lambda authorizers.
 *
 * @param principalId the user
 * @param context the values that every later event of the connection contains; strings only
 */
public record AuthorizeResult(
    String principalId, Policy policyDocument, Map<String, String> context) {
  private static final String VERSION = "2012-10-17";
  private static final String REFUSED = "refused";

  /** An IAM policy. */
  public record Policy(
      @JsonProperty("Version") String version,
      @JsonProperty("Statement") List<Statement> statements) {}

  /** The policy's only statement. */
  public record Statement(
      @JsonProperty("Action") String action,
      @JsonProperty("Effect") String effect,
      @JsonProperty("Resource") String resource) {}

  /**
   * @throws InvalidRequestException if the identity exceeds API Gateway's size limit
   */
  static AuthorizeResult allow(Handshake handshake, Identity identity) {
    var answer = of(identity.userId(), handshake, identity.context());
    if (bytes(answer) > AwsLimits.AUTHORIZER_ANSWER_BYTES) {
      throw new InvalidRequestException(
          "attributes and channels",
          bytes(answer) + " bytes, encoded",
          "must be at most " + AwsLimits.AUTHORIZER_ANSWER_BYTES);
    }
    return answer;
  }

  /** Allows the handshake to reach {@code $connect}, which can respond with the reason. */
  static AuthorizeResult refuse(Handshake handshake, Identity.Refusal refusal) {
    return of(REFUSED, handshake, refusal.context());
  }

  /** Ends the handshake before Connect: an earlier refusal gave the reason. */
  static AuthorizeResult deny(Handshake handshake) {
    return of(REFUSED, "Deny", handshake, Map.of());
  }

  private static AuthorizeResult of(
      String principal, Handshake handshake, Map<String, String> context) {
    return of(principal, "Allow", handshake, context);
  }

  private static AuthorizeResult of(
      String principal, String effect, Handshake handshake, Map<String, String> context) {
    var statement = new Statement("execute-api:Invoke", effect, handshake.methodArn());
    return new AuthorizeResult(principal, new Policy(VERSION, List.of(statement)), context);
  }

  private static int bytes(AuthorizeResult answer) {
    try {
      return Json.MAPPER.writeValueAsBytes(answer).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings are always JSON", e);
    }
  }
}
