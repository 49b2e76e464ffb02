package dev.fanfare.sockets.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.RecordingLogger;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.Ban;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.OpenConnections;
import dev.fanfare.sockets.RefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UserLimitsTest {
  private static final int MAX_OPEN = 3;

  private final OpenConnections users = new OpenConnections("alice", 2);
  private final Set<String> gone = new HashSet<>();
  private final RecordingLogger log = new RecordingLogger();

  /** Property: in any order of steps, at most the allowed number of connections stays. */
  @Property(tries = 300)
  void check_manyAtTheSameMoment_neverAcceptsMoreThanAllowed(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int clients) {
    var random = new Random(seed);
    var waiting = new ArrayDeque<Client>();
    for (int i = 0; i < clients; i++) {
      waiting.add(client("new" + i, random.nextInt(4)));
    }
    var stayed = new ArrayList<Client>();

    next(waiting, stayed, random);

    assertThat(users.open).hasSizeLessThanOrEqualTo(MAX_OPEN);
    assertThat(users.open.size()).isEqualTo(2 + stayed.size());
    assertThat(waiting).isEmpty();
    users.open.removeIf(connection -> !connection.id().startsWith("old"));
  }

  /** Other connections continue whenever this one pauses. */
  private void next(ArrayDeque<Client> waiting, List<Client> stayed, Random random) {
    while (!waiting.isEmpty()) {
      var client = waiting.poll();
      var limits =
          new UserLimits(
              users,
              MAX_OPEN,
              users.gone(id -> true),
              millis -> next(waiting, stayed, random),
              random);
      try {
        if (random.nextBoolean()) {
          next(waiting, stayed, random);
        }
        users.open.add(client.connection());
        if (random.nextBoolean()) {
          next(waiting, stayed, random);
        }
        limits.checkAfter(client.connection(), log);
        stayed.add(client);
      } catch (RefusedException e) {
        users.open.remove(client.connection());
      }
    }
  }

  @Test
  void checkAfter_twoForTheLastPlace_theOlderOneStays() {
    var elder = client("elder", 100);
    var younger = client("younger", 101);
    users.open.add(younger.connection());
    users.open.add(elder.connection());
    var limits = limits(() -> users.open.remove(younger.connection()));

    assertThatThrownBy(() -> limits(() -> {}).checkAfter(younger.connection(), log))
        .hasMessage("user_id is \"alice\": a user may have at most 3 connections");
    limits.checkAfter(elder.connection(), log);
  }

  @Test
  void checkAfter_oneSocketGone_takesItsPlace() {
    users.open.add(client("old2", 2).connection());
    var coming = client("coming", 100);
    users.open.add(coming.connection());
    gone.add("old1");

    limits(() -> {}).checkAfter(coming.connection(), log);

    assertThat(users.open).extracting(Connection::id).containsExactly("old0", "old2", "coming");
  }

  @Test
  void checkAfter_othersStay_givesUp() {
    var elder = client("elder", -1);
    users.open.add(elder.connection());
    users.open.add(client("younger", 101).connection());

    assertThatThrownBy(() -> limits(() -> {}).checkAfter(elder.connection(), log))
        .hasMessageContaining("at most 3 connections");
  }

  @Test
  void checkAfter_bannedAfterTheAuthorizer_isRefused() {
    users.ban(new Ban("alice", Actions.CLOCK.instant().getEpochSecond() + 60, "spam"));

    assertThatThrownBy(() -> limits(() -> {}).checkAfter(client("a", 1).connection(), log))
        .hasMessage("user_id is \"alice\": is banned until 2026-11-22T08:11:00Z");
  }

  /** A ban may come while the older connection waits for others to leave. */
  @Test
  void checkAfter_bannedDuringAPause_isRefused() {
    var elder = client("elder", -1);
    users.open.add(elder.connection());
    users.open.add(client("younger", 101).connection());
    var ban = new Ban("alice", Long.MAX_VALUE / 1_000_000_000, "spam");

    assertThatThrownBy(() -> limits(() -> users.ban(ban)).checkAfter(elder.connection(), log))
        .hasMessageContaining("is banned until");
  }

  private UserLimits limits(Runnable meanwhile) {
    return new UserLimits(
        users,
        MAX_OPEN,
        users.gone(id -> !gone.contains(id)),
        millis -> meanwhile.run(),
        new Random(1));
  }

  private static Client client(String id, long connectedAt) {
    return new Client(id, "alice", Map.of(), null, List.of(), null, connectedAt);
  }
}
