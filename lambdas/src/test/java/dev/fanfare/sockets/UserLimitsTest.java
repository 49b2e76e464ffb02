package dev.fanfare.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.sockets.identity.Ban;
import dev.fanfare.sockets.identity.MemoryBans;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UserLimitsTest {
  private static final int MOST = 3;

  private final OpenConnections users = new OpenConnections("alice", 2);
  private final MemoryBans bans = new MemoryBans();

  /**
   * The law: whatever the order of their steps, never more than allowed find that they may stay.
   */
  @Property(tries = 300)
  void check_manyAtTheSameMoment_neverLetsInMoreThanAllowed(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int clients) {
    var random = new Random(seed);
    var waiting = new ArrayDeque<Client>();
    for (int i = 0; i < clients; i++) {
      waiting.add(client("new" + i, random.nextInt(4)));
    }
    var stayed = new ArrayList<Client>();

    next(waiting, stayed, random);

    assertThat(users.open).hasSizeLessThanOrEqualTo(MOST);
    assertThat(users.open.size()).isEqualTo(2 + stayed.size());
    assertThat(waiting).isEmpty();
    users.open.removeIf(connection -> !connection.id().startsWith("old"));
  }

  /** Others go on wherever this one pauses. */
  private void next(ArrayDeque<Client> waiting, List<Client> stayed, Random random) {
    while (!waiting.isEmpty()) {
      var client = waiting.poll();
      var limits =
          new UserLimits(
              users, bans, MOST, Actions.CLOCK, millis -> next(waiting, stayed, random), random);
      try {
        limits.checkBefore(client);
        if (random.nextBoolean()) {
          next(waiting, stayed, random);
        }
        users.open.add(client.connection());
        if (random.nextBoolean()) {
          next(waiting, stayed, random);
        }
        limits.checkAfter(client);
        stayed.add(client);
      } catch (RefusedException e) {
        users.open.remove(client.connection());
      }
    }
  }

  @Test
  void checkAfter_twoForTheLastPlace_theElderStays() {
    var elder = client("elder", 100);
    var younger = client("younger", 101);
    users.open.add(younger.connection());
    users.open.add(elder.connection());
    var limits = limits(() -> users.open.remove(younger.connection()));

    assertThatThrownBy(() -> limits(() -> {}).checkAfter(younger))
        .hasMessage("user_id is \"alice\": a user may have at most 3 connections");
    limits.checkAfter(elder);
  }

  @Test
  void checkAfter_othersDoNotGiveWay_givesUp() {
    var elder = client("elder", -1);
    users.open.add(elder.connection());
    users.open.add(client("younger", 101).connection());

    assertThatThrownBy(() -> limits(() -> {}).checkAfter(elder))
        .hasMessageContaining("at most 3 connections");
  }

  @Test
  void checkAfter_bannedSinceTheAuthorizerWasAsked_isRefused() {
    long now = Actions.CLOCK.instant().getEpochSecond();
    bans.put(new Ban("alice", now + 60, "spam"));
    assertThatThrownBy(() -> limits(() -> {}).checkAfter(client("a", 1)))
        .hasMessage("user_id is \"alice\": is banned until 2026-11-22T08:11:00Z");

    bans.put(new Ban("alice", now, "spam"));
    limits(() -> {}).checkAfter(client("a", 1));
  }

  private UserLimits limits(Runnable meanwhile) {
    return new UserLimits(
        users, bans, MOST, Actions.CLOCK, millis -> meanwhile.run(), new Random(1));
  }

  private static Client client(String id, long connectedAt) {
    return new Client(id, "alice", Map.of(), null, connectedAt);
  }
}
