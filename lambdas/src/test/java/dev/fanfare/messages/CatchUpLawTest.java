package dev.fanfare.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.archive.MessageHistory;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Catching up and pushing work together, in every order of their steps. */
class CatchUpLawTest {
  private static final String CHANNEL = "news";
  private static final int PARTITIONS = 3;
  private static final int BROADCASTS = 12;

  /**
   * Property: a client that joins gets every later message exactly once, from the archive or
   * pushed. The messages from the archive arrive in order.
   */
  @Property(tries = 400)
  void join_duringBroadcasts_deliversEachMessageOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int clients,
      @ForAll @IntRange(min = 1, max = 5) int pageSize) {
    var world = new World(new Random(seed), pageSize);
    var asked = new HashMap<Integer, Long>();
    for (int client = 0; client < clients; client++) {
      world.others();
      long since = world.random.nextInt((int) world.archive.head(CHANNEL) + 2);
      asked.put(client, since);
      var result = world.join(client, since);
      assertThat(result.isTruncated()).isFalse();
      assertThat(result.expired()).isZero();
    }
    world.finish();

    asked.forEach(
        (client, since) -> {
          var missed = world.missed.getOrDefault(client, List.of());
          assertThat(missed).isSorted();
          var all = new ArrayList<>(missed);
          all.addAll(world.pushed.getOrDefault(client, List.of()));
          long first = Math.min(since, world.ends.get(client)) + 1;
          assertThat(all)
              .as("client %d since %d", client, since)
              .containsExactlyInAnyOrderElementsOf(
                  LongStream.rangeClosed(first, BROADCASTS).boxed().toList());
        });
  }

  /** Broadcasts that advance between any two steps of a join. */
  private static final class World implements ClientPosts {
    final Random random;
    final MemoryArchive archive;
    final Set<Integer> members = new HashSet<>();
    final Map<Integer, Long> ends = new HashMap<>();
    final Map<Integer, List<Long>> missed = new HashMap<>();
    final Map<Integer, List<Long>> pushed = new HashMap<>();
    private final List<Plan> plans = new ArrayList<>();

    World(Random random, int pageSize) {
      this.random = random;
      this.archive = new MemoryArchive().pages(pageSize);
    }

    CatchUp.Result join(int client, long since) {
      var catchUp = new CatchUp(new Interrupted(this), this, millis -> {}, new Random(1), 1_000);
      return catchUp.join(
          CHANNEL,
          Integer.toString(client),
          new Since.Position(since),
          new CatchUp.Join() {
            @Override
            public void from(long position) {
              others();
              members.add(client);
              others();
            }

            @Override
            public OptionalLong settle() {
              return OptionalLong.of(World.this.settle(client));
            }
          },
          new AnyAllowance(Integer.MAX_VALUE),
          () -> false);
    }

    /** A read of the head, then a write that succeeds unless another write came first. */
    private long settle(int client) {
      long head = archive.head(CHANNEL);
      others();
      ends.putIfAbsent(client, head);
      others();
      return ends.get(client);
    }

    @Override
    public Outcome post(String connectionId, byte[] message) {
      others();
      if (random.nextInt(5) == 0) {
        return Outcome.BUSY;
      }
      try {
        long position = Json.MAPPER.readTree(message).path("position").asLong();
        missed.computeIfAbsent(Integer.valueOf(connectionId), c -> new ArrayList<>()).add(position);
        return Outcome.DELIVERED;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void others() {
      for (int steps = random.nextInt(4); steps > 0; steps--) {
        if (plans.size() < BROADCASTS && random.nextBoolean()) {
          plans.add(new Plan("b" + plans.size()));
        } else if (!plans.isEmpty()) {
          plans.get(random.nextInt(plans.size())).step(this);
        }
      }
    }

    void finish() {
      while (plans.size() < BROADCASTS) {
        plans.add(new Plan("b" + plans.size()));
      }
      plans.forEach(plan -> plan.finish(this));
    }
  }

  /**
   * A broadcast as the planner performs it: archived, then read and pushed partition by partition.
   */
  private static final class Plan {
    private final String id;
    private long position;
    private int partition;

    Plan(String id) {
      this.id = id;
    }

    void step(World world) {
      if (position == 0) {
        position = world.archive.append(CHANNEL, id, "1", Instant.EPOCH);
      } else if (partition < PARTITIONS) {
        int read = partition++;
        for (int client : List.copyOf(world.members)) {
          if (client % PARTITIONS == read && position > endOf(client, world)) {
            world.pushed.computeIfAbsent(client, c -> new ArrayList<>()).add(position);
          }
        }
      }
    }

    /** The end position from the row, or a position that is settled now. */
    private static long endOf(int client, World world) {
      Long end = world.ends.get(client);
      return end == null ? world.settle(client) : end;
    }

    void finish(World world) {
      while (partition < PARTITIONS) {
        step(world);
      }
    }
  }

  /** An archive that runs other steps before and after each call. */
  private record Interrupted(World world) implements MessageHistory {
    @Override
    public long head(String channel) {
      world.others();
      long head = world.archive.head(channel);
      world.others();
      return head;
    }

    @Override
    public long lastBefore(String channel, Instant instant) {
      world.others();
      return world.archive.lastBefore(channel, instant);
    }

    @Override
    public Page after(String channel, long position, int limit) {
      world.others();
      return world.archive.after(channel, position, limit);
    }

    @Override
    public Page before(String channel, long position, int limit) {
      throw new AssertionError("a client that joins only moves forward");
    }
  }
}
