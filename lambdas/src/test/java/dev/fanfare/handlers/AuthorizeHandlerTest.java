package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.connect.Authorizer;
import dev.fanfare.sockets.connect.ConnectLimit;
import dev.fanfare.sockets.identity.Claims;
import dev.fanfare.sockets.identity.Identification;
import dev.fanfare.sockets.identity.Identity;
import dev.fanfare.sockets.identity.Tickets;
import dev.fanfare.sockets.identity.Tokens;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeHandlerTest {
  private static final String ARN =
      "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/live/$connect";
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);

  private static final int CONNECTS = 4;

  private final TestContext context = TestContext.ofInvocation("i");
  private final List<Connection> ended = new ArrayList<>();
  private Duration sourceWait = Duration.ZERO;
  private int reads;
  private final AuthorizeHandler claims = handler(new Claims(() -> "1234"));

  @Test
  void handle_claimedUser_isAllowedWithAnIamPolicy() throws IOException {
    assertThat(call(claims, "attributes"))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"principalId": "alice",
                 "policyDocument": {"Version": "2012-10-17", "Statement": [
                   {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": "%s"}]},
                 "context": {"user_id": "alice",
                             "attributes": "{\\"country\\":\\"at\\",\\"plan\\":\\"pro\\"}"}}
                """
                    .formatted(ARN)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "user-of-any-script,Zoë \"🎉\" O'Hara",
        "user-given-twice,bob",
        "no-query,anonymous:1234",
        "other-query,anonymous:1234"
      })
  void handle_anyUser_isAllowed(String sample, String userId) throws IOException {
    assertThat(call(claims, sample).path("context").path("user_id").asText()).isEqualTo(userId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blank-user", "user-too-long", "bad-attribute"})
  void handle_claimsBreakARule_leavesTheReasonToConnect(String sample) throws IOException {
    JsonNode context = call(claims, sample).path("context");

    assertThat(context.path("status").asText()).isEqualTo("400");
    assertThat(context.path("refused").asText()).contains(": ");
    assertThat(context.has("user_id")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "user,user_id",
    "userId,user_id",
    "userid,user_id",
    "user-id,user_id",
    "User_ID,user_id",
    "uid,user_id",
    "Token,token",
    "jwt,token",
    "access_token,token",
    "channel,channels",
    "Channels,channels",
    "room,channels",
    "attr_plan,attr.NAME",
    "attrs.plan,attr.NAME"
  })
  void handle_mistypedParameter_isRefusedInsteadOfConnectingWithoutAName(String name, String meant)
      throws IOException {
    JsonNode result =
        LambdaRuntime.call(claims, handshake(Map.of(name, "x")), context).path("context");

    assertThat(result.path("status").asText()).isEqualTo("400");
    assertThat(result.path("refused").asText())
        .isEqualTo(
            "the query parameter is \"" + name + "\": is unknown; did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"utm_source", "X-Amz-Date", "v", "t", "client", "session", "lang", "since"})
  void handle_unrelatedParameter_isIgnored(String name) throws IOException {
    assertThat(LambdaRuntime.call(claims, handshake(Map.of(name, "x")), context).path("context"))
        .hasToString("{\"user_id\":\"anonymous:1234\",\"attributes\":\"{}\"}");
  }

  @Test
  void handle_noToken_isRefusedWithThePlaceForIt() throws IOException {
    var handler =
        handler(
            new Tokens(
                new Tickets(() -> new byte[] {1}, CLOCK), (id, until) -> true, Optional.empty()));

    assertThat(call(handler, "no-query").path("context").path("refused").asText())
        .isEqualTo(
            "the token is missing: must be given in the query parameter token; headers are not read");
  }

  private static byte[] handshake(Map<String, String> parameters) throws IOException {
    return Json.MAPPER.writeValueAsBytes(
        Map.of("methodArn", ARN, "queryStringParameters", parameters));
  }

  @Test
  void handle_userConnectsTooOften_isRefusedWithTheWait() throws IOException {
    ended.addAll(List.of(ended(950_500), ended(960_000), ended(970_000)));
    assertThat(call(claims, "user").path("context").path("user_id").asText()).isEqualTo("alice");
    ended.add(ended(990_000));

    assertThat(call(claims, "user").path("context"))
        .hasToString(
            "{\"refused\":\"user_id is \\\"alice\\\": may connect at most 4 times a minute;"
                + " the next time in 10500 ms\",\"retry_after_ms\":\"10500\","
                + "\"status\":\"429\"}");
    ended.remove(0);
    assertThat(
            call(handler(new Claims(() -> "1234")), "user")
                .path("context")
                .path("user_id")
                .asText())
        .isEqualTo("alice");
  }

  /** A user that comes back during its wait causes neither a call of Connect nor a read. */
  @Test
  void handle_userRetriesBeforeTheWaitEnds_isDenied() throws IOException {
    ended.addAll(List.of(ended(950_500), ended(960_000), ended(970_000), ended(990_000)));
    call(claims, "user");

    JsonNode again = call(claims, "user");

    assertThat(again.path("policyDocument").path("Statement").path(0).path("Effect").asText())
        .isEqualTo("Deny");
    assertThat(again.path("context")).isEmpty();
    assertThat(reads).isEqualTo(1);
    assertThat(call(claims, "no-query").path("context").has("user_id")).as("another").isTrue();
  }

  private static Connection ended(long connectedAt) {
    return new Connection("c" + connectedAt, "alice", connectedAt);
  }

  /** A new id for each connection does not bypass the limit. */
  @Test
  void handle_anonymousClient_isChargedByItsAddress() throws IOException {
    ended.addAll(List.of(ended(990_000), ended(990_001), ended(990_002), ended(990_003)));
    assertThat(call(claims, "no-query").path("context").has("user_id")).isTrue();
    sourceWait = Duration.ofMillis(70);

    JsonNode result = call(handler(new Claims(() -> "1234")), "no-query").path("context");

    assertThat(result.path("status").asText()).isEqualTo("429");
    assertThat(result.path("refused").asText())
        .isEqualTo(
            "source address is \"203.0.113.7\": may connect at most 120 times a minute; the"
                + " next time in 70 ms");
  }

  /** Otherwise a client could write lines of its own into the log. */
  @Test
  void handle_refusedUserWithALineBreak_isLoggedInOneLine() throws IOException {
    ended.addAll(List.of(ended(990_000), ended(990_001), ended(990_002), ended(990_003)));

    call(handler(handshake -> new Identity("a\nb", Map.of(), null, null)), "user");

    assertThat(context.log())
        .singleElement()
        .asString()
        .startsWith("[WARN] REFUSED user_id is \"a b\":");
  }

  /** The answer contains nothing that could pass for a client's identity. */
  @ParameterizedTest
  @ValueSource(strings = {"token", "user", "no-query"})
  void handle_invalidToken_isRefusedByConnectAndNotLogged(String sample) throws IOException {
    var handler =
        handler(
            new Tokens(
                new Tickets(() -> new byte[] {1}, CLOCK), (id, until) -> true, Optional.empty()));

    JsonNode result = call(handler, sample).path("context");

    assertThat(result.path("status").asText()).isEqualTo("401");
    assertThat(result.path("refused").asText()).startsWith("the token").doesNotContain("<claims>");
    assertThat(result.size()).isEqualTo(2);
    assertThat(context.log())
        .singleElement()
        .asString()
        .startsWith("[WARN] REFUSED the token")
        .doesNotContain("<claims>");
  }

  /** Claims full of quotes: encoded twice, they reach API Gateway's limit. */
  @Test
  void handle_responseTooLargeForApiGateway_isRefused() throws IOException {
    var quotes = "\"".repeat(120);
    Identification verbose =
        handshake -> new Identity("alice", Map.of("a", quotes.repeat(17)), List.of(quotes), null);

    JsonNode answer = call(handler(verbose), "user");

    assertThat(answer.path("context").path("refused").asText()).contains("must be at most 8192");
  }

  private AuthorizeHandler handler(Identification identification) {
    return new AuthorizeHandler(
        new Authorizer(
            identification,
            new ConnectLimit(this::begunSince, Actions.budget(sourceWait), CONNECTS, CLOCK)));
  }

  private List<Connection> begunSince(String userId, Instant since) {
    reads++;
    return ended;
  }

  private JsonNode call(AuthorizeHandler handler, String sample) throws IOException {
    return LambdaRuntime.call(handler, SampleEvents.read("Authorize", sample), context);
  }
}
