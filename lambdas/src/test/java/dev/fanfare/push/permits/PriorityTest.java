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
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Operators' broadcasts compete with client messages: many small messages, each with its own
 * short-lived pusher, and some large ones.
 */
class PriorityTest {
  private static final long SECONDS = 5;

  private final List<SimulatedPusher> clients = new ArrayList<>();
  private final List<SimulatedPusher> operators = new ArrayList<>();

  /** jqwik reuses the instance for several tries. */
  @BeforeTry
  void clear() {
    clients.clear();
    operators.clear();
  }

  /** With a larger part, clients leave slots unused that operators then lack: see the decision. */
  @Property(tries = 20)
  void take_anyMix_keepsTheRateAndTheClientsShare(
      @ForAll long seed,
      @ForAll @IntRange(min = 500, max = 10_000) int rate,
      @ForAll @IntRange(min = 1, max = 40) int percent,
      @ForAll @IntRange(min = 1, max = 6) int pushers,
      @ForAll @IntRange(min = 1, max = 200) int messagesPerSecond) {
    var world = new SimulatedWorld(seed);
    double part = rate * percent / 100.0;
    burst(world, rate, part, messagesPerSecond);
    operators(world, rate, pushers);
    world.run(SECONDS * SECOND);

    assertThat(world.mostWithin(SECOND)).isLessThanOrEqualTo(rate);
    assertThat(SimulatedWorld.mostWithin(sorted(clients), SECOND))
        .as("account slots used late move posts into the next second")
        .isLessThanOrEqualTo((int) (Math.max(1, part) + Math.ceil(FollowingDraws.CARRIED * rate)));
    assertThat(between(sorted(operators), 1, SECONDS))
        .as("each pusher holds a few slots at both ends, and operators get the rest")
        .isGreaterThanOrEqualTo((long) ((SECONDS - 1) * (rate - part) * 0.9) - 4 * pushers);
  }

  @ParameterizedTest
  @CsvSource({"100, 20", "1000, 20", "8000, 20", "8000, 5", "8000, 100"})
  void take_onlyClients_useTheirShare(int rate, int percent) {
    var world = new SimulatedWorld(rate + percent);
    burst(world, rate, rate * percent / 100.0, 100);
    world.run(SECONDS * SECOND);

    assertThat(between(sorted(clients), 1, SECONDS))
        .isGreaterThanOrEqualTo((long) ((SECONDS - 1) * rate * percent / 100 * 0.75));
  }

  @ParameterizedTest
  @CsvSource({"100", "8000"})
  void take_onlyOperators_useTheWholeRate(int rate) {
    var world = new SimulatedWorld(rate);
    operators(world, rate, 3);
    world.run(SECONDS * SECOND);

    assertThat(between(sorted(operators), 1, SECONDS))
        .isGreaterThanOrEqualTo((long) ((SECONDS - 1) * rate * 0.9));
  }

  /** Messages start at regular intervals, and each has more members than its share of the part. */
  private void burst(SimulatedWorld world, int rate, double part, int messagesPerSecond) {
    int members = (int) Math.max(2, 1.5 * part / messagesPerSecond);
    for (int i = 0; i < messagesPerSecond * SECONDS; i++) {
      world.after(
          i * SECOND / messagesPerSecond,
          () ->
              clients.add(
                  new SimulatedPusher(
                      world,
                      Budget.ofAccount(rate),
                      Budget.ofClients(part),
                      1,
                      members,
                      members,
                      world.random.nextLong(4 * MILLI) - 2 * MILLI)));
    }
  }

  private void operators(SimulatedWorld world, int rate, int pushers) {
    for (int i = 0; i < pushers; i++) {
      long clockError = world.random.nextLong(4 * MILLI) - 2 * MILLI;
      operators.add(
          new SimulatedPusher(
              world, Budget.ofAccount(rate), null, pushers, 1_000_000, 1_000, clockError));
    }
  }

  private static long between(List<Long> posts, long from, long to) {
    long begin = posts.isEmpty() ? 0 : posts.get(0);
    return posts.stream()
        .filter(at -> at >= begin + from * SECOND && at < begin + to * SECOND)
        .count();
  }

  private static List<Long> sorted(List<SimulatedPusher> pushers) {
    return pushers.stream()
        .map(SimulatedPusher::posts)
        .flatMap(posts -> Stream.of(posts.toArray(Long[]::new)))
        .sorted()
        .toList();
  }
}
