package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.PlainClient.LET_IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Only clients that prove their identity may connect; over real sockets, with a real issuer. */
@OnStack(StackKind.TOKENS)
class IdentityIT {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final Optional<String> OUR_PAGE = Optional.of("https://example.org");

  private final List<PlainClient> clients = new ArrayList<>();

  @AfterEach
  void leave() {
    clients.forEach(PlainClient::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES256"})
  void client_validToken_hasTheTokensIdentity(String algorithm, Flow flow) {
    String ann = flow.name("ann");
    String token =
        calls(flow)
            .token(
                """
                {"user_id": "%s", "algorithm": "%s", "attributes": {"plan": "pro"}}"""
                    .formatted(ann, algorithm));

    assertThat(connect(flow, token)).isEqualTo(LET_IN);

    assertThat(flow.rows().connections(ann))
        .singleElement()
        .extracting(row -> row.get("attributes").m())
        .isEqualTo(Map.of("plan", AttributeValue.fromS("pro")));
  }

  @Test
  void client_issuerRotatesItsKeys_connectsWithOldAndNewTokens(Flow flow) {
    String old = tokenOf(flow, flow.name("ann"));
    assertThat(connect(flow, old)).isEqualTo(LET_IN);

    calls(flow).rotateKeys();
    String young = tokenOf(flow, flow.name("bob"));

    // Unknown key ids must not make the function fetch keys all the time, so this may take seconds.
    await().atMost(Duration.ofSeconds(45)).until(() -> connect(flow, young) == LET_IN);
    assertThat(connect(flow, old)).isEqualTo(LET_IN);
  }

  @Test
  void client_invalidToken_isRefusedWithoutATrace(Flow flow) {
    String ann = flow.name("ann");
    String good = tokenOf(flow, ann);
    String other = tokenOf(flow, flow.name("bob"));
    String claims = "{\"user_id\": \"" + ann + "\", ";

    assertThat(connect(flow, calls(flow).token(claims + "\"expires_in\": -61}")))
        .isEqualTo(UNAUTHORIZED);
    assertThat(connect(flow, calls(flow).token(claims + "\"starts_in\": 70}")))
        .isEqualTo(UNAUTHORIZED);
    assertThat(connect(flow, calls(flow).token(claims + "\"audience\": \"others\"}")))
        .isEqualTo(UNAUTHORIZED);
    assertThat(connect(flow, withoutSignature(good) + signature(other))).isEqualTo(UNAUTHORIZED);
    assertThat(connect(flow, withoutSignature(good))).isEqualTo(UNAUTHORIZED);
    assertThat(connect(flow, "nonsense")).isEqualTo(UNAUTHORIZED);
    assertThat(connect(flow, "")).isEqualTo(UNAUTHORIZED);
    assertThat(connect(flow, Map.of("user_id", ann), OUR_PAGE)).isEqualTo(UNAUTHORIZED);
    assertThat(connect(flow, Map.of(), OUR_PAGE)).isEqualTo(UNAUTHORIZED);
    assertThat(flow.rows().connections(ann)).isEmpty();
  }

  @Test
  void client_claimsOfItsTokenBreakARule_isForbidden(Flow flow) {
    String token =
        calls(flow)
            .token(
                "{\"user_id\": \"%s\", \"attributes\": {\"plan\": \"%s\"}}"
                    .formatted(flow.name("ann"), "x".repeat(257)));

    assertThat(connect(flow, token)).isEqualTo(FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"channels", "attributes", "send"})
  void client_nullClaim_isForbidden(String claim, Flow flow) {
    String asked = "{\"user_id\": \"%s\", \"%s\": null}".formatted(flow.name("ann"), claim);

    assertThat(connect(flow, calls(flow).token(asked))).isEqualTo(FORBIDDEN);
  }

  @Test
  void client_sends_onlyWhereItsTokenOrTicketGrantsIt(Flow flow) {
    String room = flow.name("room");
    String grant = "{\"user_id\": \"" + flow.name("ann") + "\", \"send\": [\"" + room + "\"]}";
    String none = "{\"user_id\": \"" + flow.name("bob") + "\"}";

    var granted = member(flow, calls(flow).token(grant), room);
    var byTicket = member(flow, ticket(flow, grant), room);
    var withoutAGrant = member(flow, ticket(flow, none), room);

    assertThat(answerTo(granted, room)).contains("\"type\":\"sent\"");
    assertThat(answerTo(byTicket, room)).contains("\"type\":\"sent\"");
    assertThat(answerTo(granted, flow.name("other"))).contains("\"error\":\"not_allowed\"");
    assertThat(answerTo(withoutAGrant, room))
        .contains("\"error\":\"not_allowed\"", "the claim send of the token or ticket grants");
  }

  private static String ticket(Flow flow, String asked) {
    return calls(flow).invoke("IssueTicketFunctionArn", asked).path("ticket").asText();
  }

  private PlainClient member(Flow flow, String token, String channel) {
    assertThat(connect(flow, Map.of("token", token, "channels", channel), OUR_PAGE))
        .isEqualTo(LET_IN);
    return clients.get(clients.size() - 1);
  }

  /** Messages from other clients in the channel may come first. */
  private static String answerTo(PlainClient client, String channel) {
    String id = UUID.randomUUID().toString();
    client.send(
        "{\"action\":\"sendmessage\",\"channel\":\"%s\",\"message\":1,\"request_id\":\"%s\"}"
            .formatted(channel, id));
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> client.received().stream().filter(text -> text.contains(id)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void client_ticket_isValidOnce(Flow flow) {
    String ann = flow.name("ann");
    String ticket =
        calls(flow)
            .invoke(
                "IssueTicketFunctionArn",
                "{\"user_id\": \"" + ann + "\", \"attributes\": {\"plan\": \"free\"}}")
            .path("ticket")
            .asText();

    assertThat(connect(flow, ticket + "A")).isEqualTo(UNAUTHORIZED);
    assertThat(connect(flow, ticket)).isEqualTo(LET_IN);
    assertThat(connect(flow, ticket)).isEqualTo(UNAUTHORIZED);
    assertThat(flow.rows().connections(ann)).hasSize(1);
  }

  @Test
  void client_foreignOrMissingOrigin_isForbidden(Flow flow) {
    var query = Map.of("token", tokenOf(flow, flow.name("ann")));

    assertThat(connect(flow, query, Optional.of("https://example.org.evil.test")))
        .isEqualTo(FORBIDDEN);
    assertThat(connect(flow, query, Optional.of("null"))).isEqualTo(FORBIDDEN);
    assertThat(connect(flow, query, Optional.empty())).isEqualTo(FORBIDDEN);
    assertThat(connect(flow, query, OUR_PAGE)).isEqualTo(LET_IN);
  }

  @Test
  void user_banned_isDisconnectedAndRefusedWithoutAffectingOthers(Flow flow) throws Exception {
    String ann = flow.name("ann");
    String token = tokenOf(flow, ann);
    String bob = tokenOf(flow, flow.name("bob"));
    connect(flow, token);
    connect(flow, token);
    connect(flow, bob);

    var answer =
        calls(flow)
            .invoke(
                "BanUserFunctionArn",
                "{\"user_id\": \"%s\", \"seconds\": 600, \"reason\": \"spam\"}".formatted(ann));

    assertThat(answer.path("closed").asInt()).isEqualTo(2);
    assertThat(clients.get(0).closed().get(10, TimeUnit.SECONDS)).isEqualTo(1000);
    assertThat(clients.get(1).closed().get(10, TimeUnit.SECONDS)).isEqualTo(1000);
    await().atMost(Duration.ofSeconds(10)).until(() -> flow.rows().connections(ann).isEmpty());
    assertThat(connect(flow, token)).isEqualTo(FORBIDDEN);
    assertThat(connect(flow, bob)).isEqualTo(LET_IN);
    assertThat(clients.get(2).closed()).isNotDone();
  }

  @Test
  void connection_closedByTheServer_mayReconnect(Flow flow) throws Exception {
    String ann = flow.name("ann");
    String token = tokenOf(flow, ann);
    connect(flow, token);
    String id = flow.rows().connections(ann).get(0).get("connection_id").s();

    var answer =
        calls(flow)
            .invoke("BanUserFunctionArn", "{\"connection_id\": \"" + id + "\", \"seconds\": 0}");

    assertThat(answer.path("closed").asInt()).isEqualTo(1);
    assertThat(clients.get(0).closed().get(10, TimeUnit.SECONDS)).isEqualTo(1000);
    assertThat(connect(flow, token)).isEqualTo(LET_IN);
  }

  @Test
  void user_atTheConnectionLimit_getsNoMore(Flow flow) {
    String token = tokenOf(flow, flow.name("ann"));
    for (int i = 1; i <= 20; i++) {
      assertThat(connect(flow, token)).as("connection %d", i).isEqualTo(LET_IN);
    }

    assertThat(connect(flow, token)).isEqualTo(TOO_MANY);
    assertThat(connect(flow, tokenOf(flow, flow.name("bob")))).isEqualTo(LET_IN);
  }

  @Test
  void user_manyConcurrentConnects_getsNoMoreThanAllowed(Flow flow) {
    String ann = flow.name("ann");
    String token = tokenOf(flow, ann);

    var answers =
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            PlainClient.connect(
                                flow.endpoints().sockets(), Map.of("token", token), OUR_PAGE)))
            .toList();
    answers.forEach(answer -> clients.add(answer.join()));

    assertThat(clients.stream().filter(client -> client.status() == LET_IN))
        .hasSizeLessThanOrEqualTo(20)
        .hasSizeGreaterThan(10);
    assertThat(flow.rows().connections(ann)).hasSizeLessThanOrEqualTo(20);
  }

  private static JsonCalls calls(Flow flow) {
    return new JsonCalls(flow.shared());
  }

  private static String tokenOf(Flow flow, String user) {
    return calls(flow).token("{\"user_id\": \"" + user + "\"}");
  }

  private static String withoutSignature(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1);
  }

  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private int connect(Flow flow, String token) {
    return connect(flow, Map.of("token", token), OUR_PAGE);
  }

  private int connect(Flow flow, Map<String, String> query, Optional<String> origin) {
    var client = PlainClient.connect(flow.shared().stack().endpoints().sockets(), query, origin);
    clients.add(client);
    return client.status();
  }
}
