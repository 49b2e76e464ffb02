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
import org.junit.jupiter.params.provider.ValueSource;

class SharedPermitsTest {

  /** Property: the rate limit holds under every disturbance of the simulation. */
  @Property(tries = 25)
  void take_pushersThatStartStopAndStall_keepTheBudgetInEverySecond(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int pushers,
      @ForAll @IntRange(min = 1, max = 3_000) int rate) {
    var world = new SimulatedWorld(seed);
    world.leastDelay = MILLI;
    world.mostDelay = MILLI * (1 + world.random.nextInt(100));
    world.lostAnswers = 0.02;
    for (int i = 0; i < pushers; i++) {
      world.after(
          world.random.nextLong(3 * SECOND),
          () -> {
            long clockError = world.random.nextLong(5 * MILLI) - 2 * MILLI - MILLI / 2;
            var pusher = pusher(world, rate, pushers, world.random.nextInt(2 * rate), clockError);
            if (world.random.nextInt(3) == 0) {
              world.after(world.random.nextLong(4 * SECOND), () -> pusher.stall(SECOND / 3));
            }
            if (world.random.nextInt(4) == 0) {
              world.after(world.random.nextLong(4 * SECOND), pusher::leave);
            }
          });
    }
    world.run(6 * SECOND);

    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(rate);
  }

  @ParameterizedTest
  @CsvSource({
    "1,    5",
    "2,     5",
    "7,     5",
    "50,   5",
    "333,  5",
    "1000, 5",
    "8000, 5",
    "8000, 1",
    "8000, 30",
    "1000, 100",
    "20000, 10",
  })
  void take_oneAlone_finishesInTime(int rate, int delayMillis) {
    var world = new SimulatedWorld(rate * 31L + delayMillis);
    world.leastDelay = delayMillis * MILLI;
    world.mostDelay = delayMillis * MILLI * 3 / 2;
    var pusher = pusher(world, rate, 1, 20L * rate, 0);
    world.run(25 * SECOND);

    assertThat(pusher.isDone()).isTrue();
    var posts = pusher.posts();
    assertThat(posts.get(posts.size() - 1) - posts.get(0)).isLessThan(21 * SECOND);
    assertThat(world.postsBetween(0, 21 * SECOND)).isEqualTo(posts.size());
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(rate);
    if (rate >= 1_000) {
      assertThat(world.mostWithin(SECOND / 10)).isLessThan(rate * 115 / 1_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5, 10", "2.5, 50", "0.1, 2"})
  void take_fractionsOfAPost_areExact(double rate, int expected) {
    var world = new SimulatedWorld(7);
    pusher(world, rate, 3, 1_000, 0);
    pusher(world, rate, 3, 1_000, 0);
    pusher(world, rate, 3, 1_000, 0);
    world.run(20 * SECOND);

    assertThat(world.posts().size()).isBetween(expected - 2, expected);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo((int) Math.ceil(rate));
  }

  @ParameterizedTest
  @CsvSource({"2, 8000", "20, 8000", "200, 8000", "200, 1000", "50, 10"})
  void take_manyPushers_shareTheWholeBudgetEvenly(int pushers, int rate) {
    var world = new SimulatedWorld(pushers);
    for (int i = 0; i < pushers; i++) {
      pusher(world, rate, pushers, 1_000_000, 0);
    }
    world.run(6 * SECOND);

    long posts = world.postsBetween(SECOND, 6 * SECOND);
    assertThat(posts).isGreaterThan((long) (5 * rate * 0.95));
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(rate);
    if (rate >= 1_000) {
      assertThat(world.mostWithin(SECOND / 10)).isLessThan(rate * 115 / 1_000);
    }
    assertThat(world.counters.writes() / 6).isLessThan(800);
  }

  /** Neither broadcast starves; with equal numbers of pushers, each gets about half. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 8000, 0.4, 0.6",
    "2, 2, 8000, 0.4, 0.6",
    "8, 8, 8000, 0.4, 0.6",
    "1, 1, 1000, 0.4, 0.6",
    "1, 1, 100,  0.4, 0.6",
    "2, 2, 100,  0.4, 0.6",
    "2, 1, 8000, 0.2, 0.8",
    "1, 2, 8000, 0.2, 0.8",
    "8, 1, 8000, 0.2, 0.8",
    "1, 8, 8000, 0.2, 0.8",
    "1, 8, 100,  0.2, 0.8",
  })
  void take_secondBroadcastStartsLater_neitherStarves(
      int earlier, int later, int rate, double least, double most) {
    var world = new SimulatedWorld(earlier * 31L + later);
    pushers(world, earlier, rate);
    world.run(2 * SECOND);
    var seconds = pushers(world, later, rate);
    world.run(SECOND);
    long before = posts(seconds);
    world.run(4 * SECOND);

    double share = (double) (posts(seconds) - before) / world.postsBetween(3 * SECOND, 7 * SECOND);
    assertThat(share).isBetween(least, most);
    assertThat(world.postsBetween(3 * SECOND, 7 * SECOND)).isGreaterThan((long) (4 * rate * 0.95));
  }

  /**
   * A pusher with few connections draws as far ahead as the others, so it keeps its share: a third
   * if three pushers remain.
   */
  @ParameterizedTest
  @ValueSource(ints = {100, 1_000})
  void take_oneOfTwoPushersIsDone_otherKeepsItsShare(int rate) {
    var world = new SimulatedWorld(rate);
    pushers(world, 2, rate);
    world.run(SECOND);
    var last = pusher(world, rate, 2, 1_000_000, 3, 0);
    var done = pusher(world, rate, 2, 1_000_000, 3, 0);
    last.answerNanos = 2 * MILLI;
    done.answerNanos = 2 * MILLI;
    world.run(2 * SECOND);
    done.leave();
    world.run(SECOND);
    long before = last.posts().size();
    world.run(4 * SECOND);

    double share =
        (double) (last.posts().size() - before) / world.postsBetween(4 * SECOND, 8 * SECOND);
    assertThat(share).isBetween(0.2, 0.45);
  }

  private static List<SimulatedPusher> pushers(SimulatedWorld world, int count, int rate) {
    return Stream.generate(() -> pusher(world, rate, count, 1_000_000, 0)).limit(count).toList();
  }

  private static long posts(List<SimulatedPusher> pushers) {
    return pushers.stream().mapToLong(pusher -> pusher.posts().size()).sum();
  }

  @Test
  void take_fewRemainingPushers_useTheWholeBudget() {
    var world = new SimulatedWorld(5);
    List<SimulatedPusher> pushers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      pushers.add(pusher(world, 2_000, 200, 1_000_000, 0));
    }
    world.run(3 * SECOND);
    pushers.subList(1, 200).forEach(SimulatedPusher::leave);
    world.run(7 * SECOND);

    assertThat(world.postsBetween(5 * SECOND, 10 * SECOND)).isGreaterThan(5 * 1_900);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(2_000);
  }

  @Test
  void take_slowPushersBelowTheBudget_areNotDelayed() {
    var world = new SimulatedWorld(6);
    for (int i = 0; i < 8; i++) {
      // 50 posts in flight, 60 ms each: 833 posts/s.
      pusher(world, 8_000, 8, 1_000_000, 50, 0).answerNanos = 60 * MILLI;
    }
    world.run(6 * SECOND);

    assertThat(world.postsBetween(SECOND, 6 * SECOND)).isGreaterThan(5 * 8 * 700);
    assertThat(world.counters.writes() / 6).isLessThan(900);
  }

  /** Messages to few members: each message has its own permits, in one of several processes. */
  @ParameterizedTest
  @CsvSource({"1, 5", "10, 40", "10, 200"})
  void take_smallMessages_costAboutOneWriteAndOneRoundTripEach(int posts, int perSecond) {
    var world = new SimulatedWorld(posts + perSecond);
    var messages = messages(world, posts, perSecond);
    world.run(12 * SECOND);

    assertThat(messages).hasSize(10 * perSecond).allMatch(SimulatedPusher::isDone);
    assertThat(world.counters.writes()).isLessThanOrEqualTo(10 * perSecond * 115 / 100);
    assertThat(messages).allMatch(message -> message.waited() < 40 * MILLI);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(8_000);
  }

  /** A slot may be used slightly after its time, so no post waits for the time of its slot. */
  @Test
  void take_firstPost_isMadeAsSoonAsTheStoreAnswers() {
    var world = new SimulatedWorld(11);
    world.leastDelay = 4 * MILLI;
    world.mostDelay = 5 * MILLI;
    var messages = messages(world, 10, 20);
    world.run(12 * SECOND);

    assertThat(messages).hasSize(200).allMatch(SimulatedPusher::isDone);
    // Two calls: a permit and the level. If another pusher was first, one more write.
    assertThat(messages.stream().filter(message -> message.waited() < 6 * MILLI))
        .hasSizeGreaterThan(170);
  }

  @Test
  void take_smallMessagesBesideALargeBroadcast_stayWithinTheBudget() {
    var world = new SimulatedWorld(9);
    for (int i = 0; i < 3; i++) {
      pusher(world, 8_000, 3, 1_000_000, 500, 0);
    }
    var messages = messages(world, 10, 40);
    world.run(13 * SECOND);

    assertThat(messages).hasSize(400).allMatch(SimulatedPusher::isDone);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(8_000);
  }

  private static List<SimulatedPusher> messages(SimulatedWorld world, int posts, int perSecond) {
    var processes = Stream.generate(LastDraws::new).limit(8).toList();
    var messages = new ArrayList<SimulatedPusher>();
    for (int i = 0; i < 10 * perSecond; i++) {
      var process = processes.get(i % processes.size());
      world.after(
          i * SECOND / perSecond + world.random.nextLong(SECOND / perSecond),
          () ->
              messages.add(
                  new SimulatedPusher(
                      world, Budget.ofAccount(8_000), null, 1, posts, 1_000, 0, process)));
    }
    return messages;
  }

  /** The situation after a deployment with another rate, while broadcasts run. */
  @Test
  void take_pushersWithDifferentRates_useTheRateOfTheSecond() {
    var world = new SimulatedWorld(8);
    var before = pusher(world, 100, 1, 1_000_000, 0);
    world.run(3 * SECOND);
    var after = pusher(world, 2_000, 1, 1_000_000, 0);
    world.run(3 * SECOND);
    long together = world.postsBetween(4 * SECOND, 6 * SECOND);
    before.leave();
    world.run(4 * SECOND);

    assertThat(together).isBetween(2 * 90L, 2 * 2_000L);
    assertThat(after.posts()).isNotEmpty();
    assertThat(world.postsBetween(8 * SECOND, 10 * SECOND)).isGreaterThan(2 * 1_900);
    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(2_000);
  }

  static SimulatedPusher pusher(
      SimulatedWorld world, double rate, int pushers, long left, long clockError) {
    return pusher(world, rate, pushers, left, 1_000, clockError);
  }

  private static SimulatedPusher pusher(
      SimulatedWorld world, double rate, int pushers, long left, int inFlight, long clockError) {
    return new SimulatedPusher(
        world, Budget.ofAccount(rate), null, pushers, left, inFlight, clockError);
  }
}
