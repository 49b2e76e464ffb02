package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.dynamodb.MemoryTables;
import dev.fanfare.sockets.Ban;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.DynamoUserConnections;
import dev.fanfare.sockets.OpenSockets;
import dev.fanfare.sockets.UserConnections;
import dev.fanfare.sockets.connect.ConnectionTable;
import dev.fanfare.sockets.connect.DynamoConnectionTable;
import dev.fanfare.sockets.operators.BanCommand;
import dev.fanfare.sockets.operators.DynamoConnectionOwners;
import dev.fanfare.sockets.operators.UserBan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BanUserHandlerTest {
  private static final String TABLE = "connections";
  private static final String INDEX = "by-connection-id";

  private final MemoryTables tables =
      new MemoryTables().with(TABLE, "user_id", "connection_id").pages(2);
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(now);
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException("always UTC");
        }
      };
  private long now = 1_000_000;
  private final UserConnections users = new DynamoUserConnections(tables, TABLE, clock);
  private final ConnectionTable connections =
      new DynamoConnectionTable(
          new BatchWrites(tables, TABLE, millis -> {}, new Random(1)),
          new ChannelTables(TABLE, "subscriptions"),
          "sessions");
  private final List<String> closed = new ArrayList<>();
  private final List<Long> pauses = new ArrayList<>();
  private int opensAfter;
  private long millisPerClose;

  @BeforeEach
  void connect() {
    for (String id : List.of("BFaT_fALIAMCKug=", "a2", "a3", "gone")) {
      connections.add(new Client(id, "alice", Map.of(), null, List.of(), null, 900_000), Set.of());
    }
    connections.add(new Client("b1", "bob", Map.of(), null, List.of(), null, 1_000_000), Set.of());
  }

  @Test
  void handle_user_isBannedAndLosesAllConnections() throws IOException {
    JsonNode answer = call(SampleEvents.read("BanUser", "user"));

    assertThat(answer.toString()).isEqualTo("{\"user_id\":\"alice\",\"closed\":3}");
    assertThat(closed).containsExactly("BFaT_fALIAMCKug=", "a2", "a3", "gone");
    assertThat(users.of("alice").ban()).contains(new Ban("alice", 4_600, "spam"));
    assertThat(users.of("bob").ban()).isEmpty();
  }

  @Test
  void handle_connectionAndSeconds_bansItsUser() throws IOException {
    JsonNode answer = call(SampleEvents.read("BanUser", "connection"));

    assertThat(answer.path("user_id").asText()).isEqualTo("alice");
    assertThat(closed).hasSize(4);
    assertThat(users.of("alice").ban()).contains(new Ban("alice", 1_600, ""));
  }

  @Test
  void handle_connectionAndZeroSeconds_closesItAndBansNobody() throws IOException {
    JsonNode answer = call(SampleEvents.read("BanUser", "close-one"));

    assertThat(answer.toString()).isEqualTo("{\"user_id\":\"alice\",\"closed\":1}");
    assertThat(closed).containsExactly("BFaT_fALIAMCKug=");
    assertThat(users.of("alice").ban()).isEmpty();
  }

  @Test
  void handle_connectionStillOpening_isClosedOnceItIsOpen() throws IOException {
    connections.add(
        new Client("opening", "alice", Map.of(), null, List.of(), null, 987_000), Set.of());
    opensAfter = 2;

    JsonNode answer = call(SampleEvents.read("BanUser", "user"));

    assertThat(answer.path("closed").asInt()).isEqualTo(4);
    assertThat(closed).filteredOn("opening"::equals).hasSize(3);
    assertThat(closed).filteredOn("gone"::equals).hasSize(1);
    assertThat(pauses).containsExactly(500L, 500L);
  }

  @Test
  void handle_lateResponse_isJudgedByTheTimeOfTheRequest() throws IOException {
    connections.add(
        new Client("opening", "alice", Map.of(), null, List.of(), null, 1_002_000), Set.of());
    opensAfter = 1;
    millisPerClose = 4_000;

    JsonNode answer = call(SampleEvents.read("BanUser", "user"));

    assertThat(answer.path("closed").asInt()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "{\"seconds\": 60};both missing",
        "{\"user_id\": \"a\", \"seconds\": 1.5};seconds is 1.5: must be a whole number",
        "{\"user_id\": \"a\", \"seconds\": \"5\"};seconds is \"5\": must be a whole number",
        "{\"user\": \"a\"};known fields are connection_id, reason, seconds, user_id",
        "[];payload is a list: must be an object",
        "null;payload is null: must be an object",
        "{;payload is not JSON: must be an object",
        "||;payload is empty: must be an object",
        "{\"user_id\": \"a\", \"user_id\": \"b\", \"seconds\": 1};Duplicate field 'user_id' (line 1,",
        "{\"user_id\": \"a\", \"seconds\": 1} {};payload is not JSON: must be an object",
        "{\"user_id\": \"a\", \"seconds\": 1e400};seconds is 1E+400: must be a whole number",
        "{\"user_id\": \"a\", \"seconds\": 60.0};seconds is 60.0: must be a whole number",
        "{\"user_id\": \"a\", \"seconds\": 100000000000000000000};seconds is 100000000000000000000: must",
        "{\"user_id\": 7, \"seconds\": 1};user_id is 7: must be a string",
        "{\"user_id\": {}, \"seconds\": 1};user_id is an object: must be a string",
        "{\"user_id\": \" a\", \"seconds\": 1};user_id is \" a\": must have 1 to 128 characters, without",
        "{\"user_id\": \"a\", \"seconds\": NaN};NaN is not a JSON value",
        "{\"user_id\": \"a\", \"connection_id\": \"b\", \"seconds\": 60};both given",
        "{\"user_id\": \"a\"};seconds is missing",
        "{\"user_id\": \"a\", \"seconds\": -1};seconds is -1: must be from 0 to 315360000",
        "{\"user_id\": \"\", \"seconds\": 1};user_id is \"\"",
        "{\"connection_id\": \"nobodys\", \"seconds\": 1};must be the id of a connection",
        "{\"connection_id\": \"\", \"seconds\": 0};connection_id is \"\"",
        "{\"connection_id\": \"no id\", \"seconds\": 0};connection_id is \"no id\""
      })
  void handle_invalidField_isNamedAndChangesNothing(String payload, String message) {
    assertThatThrownBy(() -> call(payload.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining(message);
    assertThat(closed).isEmpty();
  }

  private JsonNode call(byte[] payload) throws IOException {
    OpenSockets sockets =
        id -> {
          closed.add(id);
          now += millisPerClose;
          return id.equals("opening") ? opensAfter-- == 0 : !id.equals("gone");
        };
    return LambdaRuntime.call(
        new BanUserHandler(
            new BanCommand(
                new DynamoConnectionOwners(tables, TABLE, INDEX),
                new UserBan(users, sockets, Duration.ofSeconds(15), clock, pauses::add))),
        payload,
        TestContext.ofInvocation("i"));
  }
}
