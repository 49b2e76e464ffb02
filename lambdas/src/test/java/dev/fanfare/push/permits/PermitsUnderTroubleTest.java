package dev.fanfare.push.permits;

import static dev.fanfare.push.permits.SimulatedWorld.MILLI;
import static dev.fanfare.push.permits.SimulatedWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waves of 429, and a store that fails. */
class PermitsUnderTroubleTest {
  private static final int RATE = 4_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 50})
  void answered_oneWaveSeenByAll_halvesOnceForAllAndRecoversInSteps(int pushers) {
    var world = new SimulatedWorld(pushers);
    long from = world.now() + 3 * SECOND;
    for (var pusher : crowd(world, pushers)) {
      pusher.throttles = at -> at >= from && at < from + SECOND / 5;
    }
    world.run(30 * SECOND);

    assertThat(posts(world, 2, 3)).isGreaterThan(RATE * 95 / 100);
    assertThat(posts(world, 4, 5)).isBetween(RATE * 44L / 100, RATE * 50L / 100);
    // Three seconds after the wave, until one reads the level, all have, and what is drawn is used.
    assertThat(posts(world, 9, 10)).isBetween(RATE * 51L / 100, RATE * 70L / 100);
    assertThat(posts(world, 12, 13)).isBetween(RATE * 65L / 100, RATE * 90L / 100);
    assertThat(posts(world, 27, 30)).isGreaterThan(3 * RATE * 95 / 100);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(RATE);
  }

  @Test
  void answered_waveThatGoesOn_halvesAgainDownToTheFloor() {
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
  void take_storeDown_goesOnAtHalfThePaceAndReturns() {
    var world = new SimulatedWorld(5);
    crowd(world, 10);
    world.run(3 * SECOND);
    world.isDown = true;
    world.run(7 * SECOND);
    world.isDown = false;
    world.run(5 * SECOND);

    assertThat(posts(world, 6, 10) / 4).isBetween(RATE * 45L / 100, RATE * 51L / 100);
    assertThat(posts(world, 12, 15) / 3).isGreaterThan(RATE * 95 / 100);
    assertThat(world.warnings())
        .hasSize(10)
        .allMatch(told -> told.startsWith("no permits for 2 s"));
  }

  @Test
  void take_storeDownFromTheBeginning_postsAllTheSame() {
    var world = new SimulatedWorld(6);
    world.isDown = true;
    crowd(world, 2);
    world.run(10 * SECOND);

    assertThat(posts(world, 4, 10) / 6).isBetween(RATE * 45L / 100, RATE * 51L / 100);
  }

  @Test
  void take_answersOfTheStoreAreLost_losesSlotsNotTheLaw() {
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
  void take_onePostASecond_seldomWakes() {
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
