package dev.fanfare.local.physics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The throughput of a new on-demand table, or of an index. Its partitions have hard limits, and the
 * hash key of an item determines its partition. A new table has as many partitions as its initial
 * throughput needs. The table keeps what it does not use for some minutes, which helps only below
 * the limits of its partitions. The table neither grows nor moves hot keys.
 *
 * <p>Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html,
 * burst-adaptive-capacity.html and bp-partition-key-design.html.
 */
public final class TableThroughput {
  /** Maximum number of partitions, so that a tiny rate of a partition takes little memory. */
  private static final int MAX_PARTITIONS = 1_000;

  private final LimitMeter meter;
  private final Side reads;
  private final Side writes;

  /** One direction: the bucket of the table, and those of its partitions. */
  private record Side(Optional<TokenBucket> table, List<TokenBucket> partitions) {}

  /** A table that is created now. */
  public TableThroughput(Physics physics, long now) {
    var settings = physics.settings();
    this.meter = physics.meter();
    int partitions =
        Math.max(
            partitions(settings, PhysicsNumber.TABLE_WRITES, PhysicsNumber.PARTITION_WRITES),
            partitions(settings, PhysicsNumber.TABLE_READS, PhysicsNumber.PARTITION_READS));
    this.reads =
        side(settings, PhysicsNumber.TABLE_READS, PhysicsNumber.PARTITION_READS, partitions, now);
    this.writes =
        side(settings, PhysicsNumber.TABLE_WRITES, PhysicsNumber.PARTITION_WRITES, partitions, now);
  }

  private static int partitions(
      PhysicsSettings settings, PhysicsNumber table, PhysicsNumber partition) {
    String region = settings.region();
    double all = settings.isOn(table.limit()) ? settings.value(table) : table.defaultIn(region);
    return settings.isOn(partition.limit())
        ? (int) Math.min(MAX_PARTITIONS, Math.ceil(all / settings.value(partition)))
        : 0;
  }

  private static Side side(
      PhysicsSettings settings, PhysicsNumber table, PhysicsNumber partition, int count, long now) {
    var partitions = new ArrayList<TokenBucket>();
    for (int i = 0; i < count; i++) {
      double rate = settings.value(partition);
      partitions.add(new TokenBucket(rate, Math.max(1, rate), now));
    }
    if (!settings.isOn(table.limit())) {
      return new Side(Optional.empty(), partitions);
    }
    double rate = settings.value(table);
    double burst = Math.max(1, rate * Math.max(1, settings.value(PhysicsNumber.TABLE_BURST)));
    // A new table has nothing unused yet.
    return new Side(
        Optional.of(new TokenBucket(rate, burst, Math.min(burst, Math.max(1, rate)), now)),
        partitions);
  }

  /**
   * Takes write units.
   *
   * @param key the hash of the item's hash key
   * @return the limit that refuses it; empty if none does
   */
  public Optional<Limit> write(int key, double units, long now) {
    return take(writes, key, units, now);
  }

  /** Takes read units, in the same way. */
  public Optional<Limit> read(int key, double units, long now) {
    return take(reads, key, units, now);
  }

  /** One unit is enough to begin: the cost of an item is known only when it has been read. */
  private synchronized Optional<Limit> take(Side side, int key, double units, long now) {
    double first = Math.min(1, units);
    if (partition(side, key).filter(bucket -> !bucket.has(first, now)).isPresent()) {
      return refused(Limit.DYNAMODB_PARTITION);
    }
    if (side.table().filter(bucket -> !bucket.has(first, now)).isPresent()) {
      return refused(Limit.DYNAMODB_TABLE);
    }
    charge(side, key, units, now);
    return Optional.empty();
  }

  private Optional<Limit> refused(Limit limit) {
    meter.refused(limit);
    return Optional.of(limit);
  }

  /** Takes more write units for an item that has been written: its size was not known before. */
  public void chargeWrite(int key, double units, long now) {
    charge(writes, key, units, now);
  }

  /** Takes more read units, in the same way. */
  public void chargeRead(int key, double units, long now) {
    charge(reads, key, units, now);
  }

  private static void charge(Side side, int key, double units, long now) {
    partition(side, key).ifPresent(bucket -> bucket.reserve(units, now));
    side.table().ifPresent(bucket -> bucket.reserve(units, now));
  }

  private static Optional<TokenBucket> partition(Side side, int key) {
    int count = side.partitions().size();
    return count == 0
        ? Optional.empty()
        : Optional.of(side.partitions().get(Math.floorMod(mixed(key), count)));
  }

  /** Spreads similar keys, as a hash of a key does. */
  private static int mixed(int key) {
    int z = (key ^ (key >>> 16)) * 0x7feb352d;
    z = (z ^ (z >>> 15)) * 0x846ca68b;
    return z ^ (z >>> 16);
  }
}
