package dev.fanfare.push.permits;

import static dev.fanfare.push.permits.SimulatedWorld.MILLI;
import static dev.fanfare.push.permits.SimulatedWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waves of 429, and a store that fails. */
class PermitsUnderTroubleTest {
  private static final int RATE = 4_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 50})
  void answered_oneWaveSeenByAll_halvesOnceAndRecoversInSteps(int pushers) {
    var world = new SimulatedWorld(pushers);
    long from = world.now() + 3 * SECOND;
    for (var pusher : crowd(world, pushers)) {
      pusher.throttles = at -> at >= from && at < from + SECOND / 5;
    }
    world.run(30 * SECOND);

    assertThat(posts(world, 2, 3)).isGreaterThan(RATE * 95 / 100);
    assertThat(posts(world, 4, 5)).isBetween(RATE * 44L / 100, RATE * 50L / 100);
    // The recovery starts three seconds after the wave: every pusher must read the level first, and
    // drawn permits are still used.
    assertThat(posts(world, 9, 10)).isBetween(RATE * 51L / 100, RATE * 70L / 100);
    assertThat(posts(world, 12, 13)).isBetween(RATE * 65L / 100, RATE * 90L / 100);
    assertThat(posts(world, 27, 30)).isGreaterThan(3 * RATE * 95 / 100);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(RATE);
  }

  @Test
  void answered_continuingWave_halvesAgainDownToTheMinimum() {
    var world = new SimulatedWorld(3);
    long from = world.now() + SECOND;
    crowd(world, 5).forEach(pusher -> pusher.throttles = at -> at >= from);
    world.run(15 * SECOND);

    assertThat(posts(world, 4, 5)).isLessThan(RATE / 4);
    assertThat(posts(world, 10, 15) / 5).isBetween(RATE / 64L / 2, RATE * 12L / 64);
  }

  @Test
  void answered_fewSlowClients_areNoWave() {
    var world = new SimulatedWorld(4);
    crowd(world, 10).forEach(pusher -> pusher.throttles = at -> world.random.nextInt(100) < 3);
    world.run(10 * SECOND);

    assertThat(posts(world, 1, 10)).isGreaterThan(9 * RATE * 95 / 100);
  }

  @Test
  void take_storeDown_continuesAtAnEighthOfThePaceAndRecovers() {
    var world = new SimulatedWorld(5);
    crowd(world, 10);
    world.run(12 * SECOND);
    world.isDown = true;
    world.run(7 * SECOND);
    world.isDown = false;
    world.run(5 * SECOND);

    assertThat(posts(world, 15, 19) / 4).isBetween(RATE * 9L / 100, RATE * 125L / 1_000);
    assertThat(posts(world, 21, 24) / 3).isGreaterThan(RATE * 95 / 100);
    assertThat(world.log.lines())
        .hasSize(10)
        .allMatch(line -> line.startsWith("[WARN] no permits for 2 s: posting at "));
  }

  @Test
  void take_storeDownForLong_postsLessAndLess() {
    var world = new SimulatedWorld(5);
    crowd(world, 10);
    world.run(12 * SECOND);
    world.isDown = true;
    world.run(188 * SECOND);

    assertThat(posts(world, 74, 76) / 2).isBetween(RATE * 4L / 100, RATE * 65L / 1_000);
    assertThat(posts(world, 198, 200) / 2).isLessThan(RATE * 2L / 100);
  }

  @Test
  void take_storeDownFromTheStart_postsNothingUntilThereArePermits() {
    var world = new SimulatedWorld(6);
    world.isDown = true;
    crowd(world, 2);
    world.run(10 * SECOND);
    assertThat(world.posts()).isEmpty();

    world.isDown = false;
    world.run(5 * SECOND);
    assertThat(posts(world, 12, 15) / 3).isGreaterThan(RATE * 95 / 100);
  }

  @Test
  void take_callStartsWhileTheStoreIsDown_keepsTheShareOfItsProcess() {
    var world = new SimulatedWorld(6);
    var process = new LastDraws();
    var account = Budget.ofAccount(RATE);
    var first = new SimulatedPusher(world, account, null, 1, 1_000_000, 1_000, 0, process);
    world.run(12 * SECOND);
    first.leave();
    world.isDown = true;
    world.run(2 * SECOND);
    new SimulatedPusher(world, account, null, 1, 1_000_000, 1_000, 0, process);
    world.run(6 * SECOND);

    assertThat(posts(world, 17, 20) / 3).isBetween(RATE * 9L / 100, RATE * 125L / 1_000);
  }

  @Test
  void take_disconnectedAndAWaveOf429_postsLess() {
    var world = new SimulatedWorld(7);
    var crowd = crowd(world, 4);
    world.run(12 * SECOND);
    world.isDown = true;
    long from = world.now() + 5 * SECOND;
    crowd.forEach(pusher -> pusher.throttles = at -> at >= from && at < from + SECOND / 5);
    world.run(10 * SECOND);

    assertThat(posts(world, 15, 17) / 2).isGreaterThan(RATE * 9L / 100);
    // Each pusher detects the wave by itself, and one that posts little may miss it.
    assertThat(posts(world, 19, 22) / 3).isBetween(RATE * 4L / 100, RATE * 75L / 1_000);
  }

  /**
   * Property: however many pushers of however many broadcasts are disconnected from the store, they
   * stay within a quarter of the budget together. With all others they stay within the headroom of
   * the default.
   */
  @Property(tries = 20)
  void take_someOrAllDisconnected_stayWithinTheAccountTogether(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int pushers,
      @ForAll @IntRange(min = 1, max = 5) int broadcasts,
      @ForAll @IntRange(min = 0, max = 100) int percent) {
    var world = new SimulatedWorld(seed);
    var crowd = new ArrayList<SimulatedPusher>();
    var cutOff = new ArrayList<SimulatedPusher>();
    for (int i = 0; i < pushers; i++) {
      int of = i % broadcasts;
      var own = of == 1 ? Budget.ofBroadcast("own", RATE / 5.0) : null;
      long clockError = world.random.nextLong(4 * MILLI) - 2 * MILLI;
      var pusher =
          new SimulatedPusher(
              world,
              Budget.ofAccount(RATE),
              own,
              (pushers + broadcasts - 1) / broadcasts,
              1_000_000,
              1_000,
              clockError);
      crowd.add(pusher);
      if (world.random.nextInt(100) < percent) {
        cutOff.add(pusher);
        boolean comesBack = world.random.nextInt(3) == 0;
        long at = world.random.nextLong(8 * SECOND);
        world.after(at, () -> pusher.isCutOff = true);
        if (comesBack) {
          world.after(at + world.random.nextLong(6 * SECOND), () -> pusher.isCutOff = false);
        }
      }
    }
    world.run(14 * SECOND);
    cutOff.forEach(pusher -> pusher.isCutOff = true);
    // The pushers use up their drawn permits, and then wait for two seconds.
    world.run(3 * SECOND);
    long from = world.now();
    world.run(4 * SECOND);

    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(RATE + RATE / 4);
    var byTheCutOff =
        cutOff.stream()
            .flatMap(pusher -> pusher.posts().stream())
            .filter(at -> at >= from)
            .sorted()
            .toList();
    assertThat(SimulatedWorld.mostWithin(byTheCutOff, SECOND)).isLessThanOrEqualTo(RATE / 4);
  }

  @Test
  void take_lostResponsesOfTheStore_loseSlotsButKeepTheRate() {
    var world = new SimulatedWorld(7);
    world.lostAnswers = 0.05;
    crowd(world, 10);
    world.run(10 * SECOND);

    assertThat(posts(world, 2, 10) / 8).isGreaterThan(RATE * 80 / 100);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(RATE);
  }

  @Test
  void take_nothingToPost_drawsNothing() {
    var world = new SimulatedWorld(8);
    var pusher = SharedPermitsTest.pusher(world, RATE, 1, 100, 0);
    world.run(SECOND);
    int writes = world.counters.writes();
    world.run(20 * SECOND);

    assertThat(pusher.isDone()).isTrue();
    assertThat(world.counters.writes()).isEqualTo(writes).isLessThan(10);
  }

  @Test
  void take_onePostASecond_rarelyWakes() {
    var world = new SimulatedWorld(9);
    SharedPermitsTest.pusher(world, 1, 1, 1_000, 0);
    world.run(20 * SECOND);

    assertThat(world.posts()).hasSizeBetween(19, 20);
    assertThat(world.counters.writes()).isLessThan(60);
    assertThat(world.events()).isLessThan(20 * 20);
  }

  private static List<SimulatedPusher> crowd(SimulatedWorld world, int pushers) {
    var crowd = new ArrayList<SimulatedPusher>();
    for (int i = 0; i < pushers; i++) {
      crowd.add(
          SharedPermitsTest.pusher(
              world, RATE, pushers, 1_000_000, world.random.nextLong(4 * MILLI) - 2 * MILLI));
    }
    return crowd;
  }

  private static long posts(SimulatedWorld world, int from, int to) {
    return world.postsBetween(from * SECOND, to * SECOND);
  }
}
