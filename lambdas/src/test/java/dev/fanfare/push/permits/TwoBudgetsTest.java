package dev.fanfare.push.permits;

import static dev.fanfare.push.permits.SimulatedWorld.MILLI;
import static dev.fanfare.push.permits.SimulatedWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broadcast with its own rate, alone and beside other broadcasts. */
class TwoBudgetsTest {
  private static final Budget ACCOUNT = Budget.ofAccount(8_000);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 5",
    "3, 1, 5",
    "50, 1, 5",
    "50, 1, 30",
    "400, 1, 5",
    "2000, 1, 5",
    "7500, 1, 5",
    "400, 8, 5",
    "20, 5, 5",
    "9000, 1, 5",
  })
  void take_ownRate_isUsedCompletelyAndKept(int rate, int pushers, int delayMillis) {
    var world = new SimulatedWorld(rate + pushers);
    world.leastDelay = delayMillis * MILLI;
    world.mostDelay = delayMillis * MILLI * 3 / 2;
    crowd(world, "b", rate, pushers, 20L * Math.min(rate, 8_000) / pushers);
    world.run(25 * SECOND);

    int all = 20 * Math.min(rate, 8_000);
    assertThat(world.postsBetween(0, 21 * SECOND)).isEqualTo(all);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(Math.min(rate, 8_000));
  }

  /**
   * Simulates a busy machine: some calls take ten times as long, so that other calls overtake them.
   */
  @ParameterizedTest
  @CsvSource({"7", "100", "500", "1000", "2000", "4000", "7000"})
  void take_slowCallsAndLateTimers_finishesInTime(int rate) {
    var world = new SimulatedWorld(rate);
    world.mostDelay = 15 * MILLI;
    world.slowCalls = 0.05;
    world.timerDelay = 10 * MILLI;
    crowd(world, "b", rate, 1, 20L * rate);
    world.run(25 * SECOND);

    assertThat(world.postsBetween(0, 20_900 * MILLI)).isEqualTo(20L * rate);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(rate);
  }

  @Test
  void take_threeWithOwnRates_allReachThem() {
    var world = new SimulatedWorld(10);
    var slow = crowd(world, "slow", 50, 2, 1_000_000);
    var fast = crowd(world, "fast", 1_000, 3, 1_000_000);
    var faster = crowd(world, "faster", 3_000, 2, 1_000_000);
    world.run(10 * SECOND);

    assertThat(sorted(slow).size()).isBetween(10 * 50 * 93 / 100, 10 * 50);
    assertThat(sorted(fast).size()).isBetween(10 * 1_000 * 93 / 100, 10 * 1_000);
    assertThat(sorted(faster).size()).isBetween(10 * 3_000 * 93 / 100, 10 * 3_000);
  }

  @Test
  void take_besideALargeBroadcast_keepsMostOfItsRate() {
    var world = new SimulatedWorld(11);
    crowd(world, "greedy", 0, 10, 1_000_000);
    var rated = crowd(world, "rated", 200, 2, 1_000_000);
    world.run(10 * SECOND);

    var posts = sorted(rated);

    assertThat(posts.size()).isBetween(10 * 200 * 85 / 100, 10 * 200);
    assertThat(SimulatedWorld.mostWithin(posts, SECOND)).isLessThanOrEqualTo(200);
    assertThat(world.postsBetween(SECOND, 10 * SECOND)).isGreaterThan(9 * 8_000 * 90 / 100);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(8_000);
  }

  @Test
  void take_waveOf429_lowersOnlyTheAccountsBudget() {
    var world = new SimulatedWorld(12);
    long from = world.now() + 2 * SECOND;
    var slow = crowd(world, "slow", 1_000, 1, 1_000_000);
    var greedy = crowd(world, "greedy", 0, 3, 1_000_000);
    greedy.forEach(pusher -> pusher.throttles = at -> at >= from && at < from + SECOND / 10);
    world.run(4 * SECOND);

    assertThat(world.postsBetween(3 * SECOND, 4 * SECOND)).isLessThanOrEqualTo(4_000);
    assertThat(SimulatedWorld.mostWithin(sorted(slow), SECOND)).isLessThanOrEqualTo(1_000);
  }

  @Property(tries = 15)
  void take_severalBroadcasts_stayWithinBothBudgets(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 2_000) int rate) {
    var world = new SimulatedWorld(seed);
    var first = crowd(world, "first", rate, 1 + world.random.nextInt(10), 1_000_000);
    var second = crowd(world, "second", 2_001 - rate, 1 + world.random.nextInt(10), 1_000_000);
    crowd(world, "third", 0, world.random.nextInt(3), 1_000_000);
    world.run(4 * SECOND);

    assertThat(SimulatedWorld.mostWithin(sorted(first), SECOND)).isLessThanOrEqualTo(rate);
    assertThat(SimulatedWorld.mostWithin(sorted(second), SECOND)).isLessThanOrEqualTo(2_001 - rate);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(8_000);
  }

  /** The pushers of one broadcast. With rate 0 the broadcast has no budget of its own. */
  private static List<SimulatedPusher> crowd(
      SimulatedWorld world, String id, int rate, int pushers, long left) {
    var own = rate == 0 ? null : Budget.ofBroadcast(id, rate);
    var crowd = new ArrayList<SimulatedPusher>();
    for (int i = 0; i < pushers; i++) {
      long clockError = pushers == 1 ? 0 : world.random.nextLong(4 * MILLI) - 2 * MILLI;
      crowd.add(new SimulatedPusher(world, ACCOUNT, own, pushers, left, 1_000, clockError));
    }
    return crowd;
  }

  private static List<Long> sorted(List<SimulatedPusher> pushers) {
    return pushers.stream()
        .map(SimulatedPusher::posts)
        .flatMap(posts -> Stream.of(posts.toArray(Long[]::new)))
        .sorted()
        .toList();
  }
}
