package dev.fanfare.local.apigateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The decision of an authorizer on a handshake. */
sealed interface AuthorizerDecision {

  /**
   * The policy allows the handshake.
   *
   * @param context part of later events: {@code principalId} and the response's {@code context}
   */
  record Allowed(ObjectNode context) implements AuthorizerDecision {}

  /**
   * The gateway refuses the handshake.
   *
   * @param status 401 for "Unauthorized", 403 if the policy does not allow it, 500 for a failure or
   *     a response without a policy
   */
  record Refused(int status) implements AuthorizerDecision {}

  static AuthorizerDecision of(Integration.Result result, String methodArn) {
    if (result instanceof Integration.Answered answered) {
      return decide(answered.answer(), methodArn);
    }
    Integration.Failed failed = (Integration.Failed) result;
    return new Refused("Unauthorized".equals(failed.message()) ? 401 : 500);
  }

  private static AuthorizerDecision decide(JsonNode answer, String methodArn) {
    JsonNode statements = answer.path("policyDocument").path("Statement");
    if (!answer.path("principalId").isTextual() || statements.isMissingNode()) {
      return new Refused(500);
    }
    boolean allowed = false;
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      if (!covers(statement, methodArn)) {
        continue;
      }
      if ("Deny".equals(statement.path("Effect").asText())) {
        return new Refused(403);
      }
      allowed |= "Allow".equals(statement.path("Effect").asText());
    }
    return allowed ? new Allowed(context(answer)) : new Refused(403);
  }

  private static boolean covers(JsonNode statement, String methodArn) {
    return values(statement.path("Action")).stream().anyMatch(a -> like(a, "execute-api:Invoke"))
        && values(statement.path("Resource")).stream().anyMatch(r -> like(r, methodArn));
  }

  private static List<String> values(JsonNode oneOrMany) {
    List<String> values = new ArrayList<>();
    if (oneOrMany.isTextual()) {
      values.add(oneOrMany.asText());
    }
    oneOrMany.elements().forEachRemaining(value -> values.add(value.asText()));
    return values;
  }

  /** IAM's patterns: {@code *} matches any text, {@code ?} any one character. */
  private static boolean like(String pattern, String text) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(text).matches();
  }

  private static ObjectNode context(JsonNode answer) {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    context.set("principalId", answer.get("principalId"));
    answer.path("context").properties().forEach(e -> context.set(e.getKey(), e.getValue()));
    return context;
  }
}
