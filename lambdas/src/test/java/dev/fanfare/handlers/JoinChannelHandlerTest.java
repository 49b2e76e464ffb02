package dev.fanfare.handlers;

import static dev.fanfare.sockets.Actions.ALICE;
import static dev.fanfare.sockets.Actions.CONNECTION_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.channels.MemoryConnectionChannels;
import dev.fanfare.channels.catchup.CatchUpTurns;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.dynamodb.ContentionException;
import dev.fanfare.messages.AnyAllowance;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.ClientPosts;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.actions.JoinAction;
import dev.fanfare.sockets.actions.JoinSince;
import dev.fanfare.wiring.ActionWiring;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinChannelHandlerTest {
  private static final String JOINED =
      "{\"type\":\"joined\",\"channel\":\"news\",\"connection_id\":\"BFaT_fALIAMCKug=\","
          + "\"position\":0}";

  private final Actions actions = new Actions();
  private final MemoryConnectionChannels channels =
      new MemoryConnectionChannels().with(CONNECTION_ID);
  private final MemoryArchive archive = new MemoryArchive();
  private final List<String> posted = new ArrayList<>();
  private final List<Long> positions = new ArrayList<>();
  private final List<Instant> ended = new ArrayList<>();
  private Duration busy = Duration.ZERO;
  private CatchUp.Allowance allowance = new AnyAllowance(Integer.MAX_VALUE);
  private final CatchUpTurns turns =
      new CatchUpTurns() {
        @Override
        public Duration begin(String connectionId, Instant at, Instant until) {
          return busy;
        }

        @Override
        public void end(String connectionId, Instant until) {
          ended.add(until);
        }
      };
  private final JoinSince joinSince =
      new JoinSince(
          (connection, attributes, channel, from) -> {
            positions.add(from);
            return channels.join(connection, attributes, Set.of(channel));
          },
          (channel, id) -> OptionalLong.of(archive.head(channel)),
          turns,
          new CatchUp(archive, this::post, millis -> {}, new Random(1), 1_000),
          (client, isTimeUp, log) -> allowance,
          Actions.CLOCK);
  private final JoinChannelHandler handler = handler(channels);

  @Test
  void handleRequest_plainClient_joinsAndGetsAnAnswer() {
    assertThat(call("channel")).isEqualTo(JOINED);

    assertThat(channels.of(ALICE)).containsExactly("news");
  }

  @Test
  void handleRequest_existingMember_getsTheSameAnswer() {
    call("channel");
    assertThat(call("channel")).isEqualTo(JOINED);

    assertThat(channels.of(ALICE)).containsExactly("news");
  }

  @Test
  void handleRequest_alreadyCatchingUp_isRefusedWithTheWait() {
    busy = Duration.ofMillis(1_200);

    assertThat(call("since-position"))
        .contains(
            "\"error\":\"slow_down\"",
            "connection is \\\"BFaT_fALIAMCKug=\\\": may catch up with one channel at a time:"
                + " try again after the previous request is answered, or in 1200 ms",
            "\"retry_after_ms\":1200");

    assertThat(ended).as("the turn of the one before").isEmpty();
    busy = Duration.ZERO;
    assertThat(call("since-position")).contains("\"type\":\"joined\"");
    assertThat(ended).hasSize(1);
  }

  @Test
  void handleRequest_budgetUsedUp_answersWhenToContinue() {
    archive.put("news", "a", "1", Instant.EPOCH, false);
    archive.put("news", "b", "2", Instant.EPOCH, false);
    allowance =
        new CatchUp.Allowance() {
          @Override
          public boolean takeMessage() {
            return false;
          }

          @Override
          public boolean awaitPost() {
            return true;
          }

          @Override
          public Duration retryAfter() {
            return Duration.ofMillis(5_000);
          }
        };

    assertThat(call("since-position"))
        .contains("\"truncated\":true,\"next\":", "\"retry_after_ms\":5000");
  }

  @Test
  void handleRequest_requestId_isRepeated() {
    assertThat(call("with-request-id"))
        .isEqualTo(
            "{\"type\":\"joined\",\"channel\":\"Neuigkeiten für alle 🎉\","
                + "\"connection_id\":\"BFaT_fALIAMCKug=\",\"position\":0,\"request_id\":\"r-1\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no-channel          | channel is missing: must be a string of 1 to 128 bytes",
        "malformed-channel   | channel is \"news#07\": must be a string of 1 to 128 bytes",
        "unknown-field       | \"chanel\" is an unknown field: known fields are action, channel, request_id, since",
      })
  void handleRequest_badRequest_isRefusedWithFieldValueAndRule(String sample, String message) {
    assertThat(call(sample))
        .startsWith("{\"type\":\"error\",\"action\":\"joinchannel\",\"error\":\"invalid_request\"")
        .contains(message.replace("\"", "\\\""));
    assertThat(channels.of(ALICE)).isEmpty();
  }

  @Test
  void handleRequest_badRequestWithId_repeatsTheIdInTheError() {
    assertThat(call("no-channel")).endsWith(",\"request_id\":\"r-2\"}");
  }

  @Test
  void handleRequest_tokenWithPatterns_allowsOnlyTheseChannels() {
    assertThat(call("channel-not-allowed"))
        .isEqualTo(
            "{\"type\":\"error\",\"action\":\"joinchannel\",\"error\":\"not_allowed\","
                + "\"message\":\"channel is \\\"staff\\\": must be one that the token allows\"}");
    assertThat(call("channel-allowed-by-pattern")).contains("\"type\":\"joined\"");
    assertThat(channels.of(ALICE)).containsExactly("room-7");
  }

  @Test
  void handleRequest_since_postsMissedMessagesAndAnswersThePosition() {
    for (int i = 1; i <= 3; i++) {
      archive.append("news", "b" + i, "\"m" + i + '"', Instant.ofEpochMilli(i));
    }

    assertThat(call("since-position")).isEqualTo(JOINED.replace("position\":0", "position\":3"));
    assertThat(posted).hasSize(2);
    assertThat(posted.get(1))
        .isEqualTo(
            "{\"type\":\"missed\",\"channel\":\"news\",\"position\":3,\"id\":\"b3\","
                + "\"sent_at\":3,\"data\":\"m3\"}");
    assertThat(positions).containsExactly(1L);
    assertThat(channels.of(ALICE)).containsExactly("news");
  }

  @Test
  void handleRequest_sinceTooManyMessages_answersWhereItStopped() {
    for (int i = 1; i <= 1_005; i++) {
      archive.append("news", "b" + i, "1", Instant.EPOCH);
    }
    archive.expire("news", 3);

    assertThat(call("since-position"))
        .endsWith("\"position\":1005,\"truncated\":true,\"next\":1003,\"expired\":2}");
    assertThat(posted).hasSize(1_000);
  }

  @Test
  void handleRequest_invalidSince_isRefusedAndJoinsNothing() {
    assertThat(call("since-malformed"))
        .contains("\"error\":\"invalid_request\"", "since is \\\"yesterday\\\": must be");
    assertThat(channels.of(ALICE)).isEmpty();
  }

  @Test
  void handleRequest_sinceWithFiftyChannels_isRefusedAndPostsNothing() {
    archive.append("news", "b1", "1", Instant.EPOCH);
    archive.append("news", "b2", "1", Instant.EPOCH);
    channels.with(
        CONNECTION_ID, IntStream.range(0, 50).mapToObj(i -> "c" + i).toArray(String[]::new));

    assertThat(call("since-position")).contains("\"error\":\"too_many\"");
    assertThat(posted).isEmpty();
  }

  private ClientPosts.Outcome post(String connectionId, byte[] message) {
    posted.add(new String(message, StandardCharsets.UTF_8));
    return ClientPosts.Outcome.DELIVERED;
  }

  @Test
  void handleRequest_fiftyChannels_refusesAnother() {
    channels.with(
        CONNECTION_ID, IntStream.range(0, 50).mapToObj(i -> "c" + i).toArray(String[]::new));

    assertThat(call("channel"))
        .contains("\"error\":\"too_many\"", "a connection may be in at most 50 channels");
  }

  @Test
  void handleRequest_connectionWithoutRow_mustConnectAgain() {
    assertThat(Actions.body(handler(new MemoryConnectionChannels()), "JoinChannel", "channel"))
        .contains("\"error\":\"not_allowed\"", "connect again");
  }

  @Test
  void handleRequest_tooManyConcurrentChanges_mustSlowDown() {
    var busy =
        actions.route(
            (client, request, log) -> {
              throw new ContentionException(8, null);
            });

    assertThat(Actions.body(new JoinChannelHandler(busy), "JoinChannel", "channel"))
        .contains("\"error\":\"slow_down\"");
  }

  @Test
  void handler_noVariables_reportsAllThatAreMissing() {
    var failure =
        catchThrowableOfType(
            ConfigurationException.class, () -> new ActionWiring(Map.of()).joinChannel());

    assertThat(failure.problems())
        .containsExactly(
            "CONNECTIONS_TABLE is missing: must be set",
            "SUBSCRIPTIONS_TABLE is missing: must be set",
            "MESSAGES_TABLE is missing: must be set",
            "MAX_CATCH_UP_MESSAGES is missing: must be set",
            "ACCOUNT_POST_RATE is missing: must be set",
            "POST_RATE_PERCENT is missing: must be set",
            "CLIENT_RATE_PERCENT is missing: must be set",
            "PERMITS_TABLE is missing: must be set",
            "BUDGETS_TABLE is missing: must be set",
            "MAX_MESSAGES_PER_MINUTE is missing: must be set",
            "MAX_REFUSALS_PER_MINUTE is missing: must be set",
            "ANONYMOUS_PER_SOURCE is missing: must be set",
            "CONNECTIONS_ENDPOINT is missing: must be set");
  }

  private String call(String sample) {
    return Actions.body(handler, "JoinChannel", sample);
  }

  private JoinChannelHandler handler(MemoryConnectionChannels with) {
    return new JoinChannelHandler(actions.route(new JoinAction(with, archive, joinSince)));
  }
}
