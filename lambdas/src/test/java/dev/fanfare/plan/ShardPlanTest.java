package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.ShardWriter;
import dev.fanfare.plan.audience.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShardPlanTest {
  private static final String PREFIX = new BroadcastKeys("b").shards("a");
  private static final Predicate<Connection> NOBODY = connection -> false;
  private static final Executor READERS = Executors.newFixedThreadPool(4, ShardPlanTest::daemon);

  /** An audience of lanes of pages that records the pages read. */
  private static final class PagedAudience implements Audience {
    private final List<List<List<Connection>>> lanes;
    private final List<String> read = new ArrayList<>();

    private PagedAudience(List<List<List<Connection>>> lanes) {
      this.lanes = lanes;
    }

    static PagedAudience random(Random random, int lanes) {
      var audience = new ArrayList<List<List<Connection>>>();
      for (int lane = 0; lane < lanes; lane++) {
        var pages = new ArrayList<List<Connection>>();
        int count = 1 + random.nextInt(5);
        for (int page = 0; page < count; page++) {
          var connections = new ArrayList<Connection>();
          for (int i = random.nextInt(8); i > 0; i--) {
            connections.add(new Connection(lane + "-" + page + "-" + i, "u" + i, 0));
          }
          pages.add(connections);
        }
        audience.add(pages);
      }
      return new PagedAudience(audience);
    }

    List<Connection> everyone() {
      return lanes.stream().flatMap(List::stream).flatMap(List::stream).toList();
    }

    @Override
    public int lanes() {
      return lanes.size();
    }

    @Override
    public Page read(int lane, String position) {
      int page = position == null ? 0 : Integer.parseInt(position);
      synchronized (read) {
        read.add(lane + "/" + page);
      }
      var pages = lanes.get(lane);
      String next = page + 1 < pages.size() ? Integer.toString(page + 1) : null;
      return new Page(pages.get(page), next);
    }
  }

  @Property(tries = 150)
  void run_severalInvocations_writesEachConnectionOnceInFullShards(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 16) int lanes,
      @ForAll @IntRange(min = 1, max = 20) int shardSize)
      throws Exception {
    var random = new Random(seed);
    var audience = PagedAudience.random(random, lanes);
    var bucket = new MemoryBucket();

    List<PlanCursor.Lane> at = ShardPlan.start(audience);
    int written = 0;
    long planned = 0;
    while (at.stream().anyMatch(lane -> !lane.ended())) {
      var shards = new ShardWriter(bucket, PREFIX, shardSize, written, planned);
      at = plan(audience, NOBODY, shards, at, () -> random.nextInt(4) == 0).run();
      written = shards.shards();
      planned = shards.connections();
      // Everything that a cursor counts is on S3 before the planner returns the cursor.
      assertThat(bucket.connections(PREFIX)).hasSize((int) planned);
    }

    assertThat(bucket.connections(PREFIX)).containsExactlyInAnyOrderElementsOf(audience.everyone());
    assertThat(planned).isEqualTo(audience.everyone().size());
    assertThat(bucket.list(PREFIX)).hasSize(written);
    for (String key : bucket.list(PREFIX).toList()) {
      assertThat(bucket.text(key).lines().count()).isBetween(1L, (long) shardSize);
    }
    assertThat(audience.read).doesNotHaveDuplicates();
  }

  @Property(tries = 50)
  void run_exclusions_omitOnlyThose(@ForAll long seed) throws Exception {
    var audience = PagedAudience.random(new Random(seed), 4);
    Predicate<Connection> spared = connection -> connection.userId().equals("u3");
    var bucket = new MemoryBucket();
    var shards = new ShardWriter(bucket, PREFIX, 5, 0, 0);

    plan(audience, spared, shards, ShardPlan.start(audience), () -> false).run();

    assertThat(bucket.connections(PREFIX))
        .containsExactlyInAnyOrderElementsOf(
            audience.everyone().stream().filter(spared.negate()).toList());
    assertThat(shards.connections()).isEqualTo(bucket.connections(PREFIX).size());
  }

  @Test
  void run_timeIsUpAtOnce_stillReadsAPageOfEachLane() throws Exception {
    var audience = PagedAudience.random(new Random(1), 8);
    var shards = new ShardWriter(new MemoryBucket(), PREFIX, 5, 0, 0);

    plan(audience, NOBODY, shards, ShardPlan.start(audience), () -> true).run();

    assertThat(audience.read)
        .containsExactlyInAnyOrder("0/0", "1/0", "2/0", "3/0", "4/0", "5/0", "6/0", "7/0");
  }

  @Test
  void run_allLanesEnded_readsNothing() throws Exception {
    var audience = PagedAudience.random(new Random(1), 1);
    var bucket = new MemoryBucket();
    var ended = List.of(new PlanCursor.Lane(null, true));
    var shards = new ShardWriter(bucket, PREFIX, 5, 3, 15);

    assertThat(plan(audience, NOBODY, shards, ended, () -> false).run()).isEqualTo(ended);

    assertThat(audience.read).isEmpty();
    assertThat(bucket.list(PREFIX)).isEmpty();
  }

  @Test
  void run_unreadablePage_failsWithItsCause() {
    Audience broken =
        new Audience() {
          @Override
          public int lanes() {
            return 3;
          }

          @Override
          public Page read(int lane, String position) {
            if (lane == 1) {
              throw new IllegalStateException("throttled");
            }
            return new Page(List.of(new Connection("c" + lane, "u", 0)), null);
          }
        };
    var shards = new ShardWriter(new MemoryBucket(), PREFIX, 5, 0, 0);

    assertThatThrownBy(
            () -> plan(broken, NOBODY, shards, ShardPlan.start(broken), () -> false).run())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("throttled");
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  private static ShardPlan plan(
      Audience audience,
      Predicate<Connection> spared,
      ShardWriter shards,
      List<PlanCursor.Lane> from,
      BooleanSupplier isTimeUp) {
    return new ShardPlan(audience, spared, shards, from, READERS, isTimeUp);
  }
}
