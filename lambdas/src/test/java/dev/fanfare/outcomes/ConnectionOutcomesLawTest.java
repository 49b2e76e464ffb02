package dev.fanfare.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.reduce.RandomBroadcast;
import dev.fanfare.reduce.RandomBroadcast.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Property: every planned connection appears once, with its last outcome, so that the totals equal
 * the report's books.
 */
class ConnectionOutcomesLawTest {
  private static final String ID = "b";

  @Property(tries = 150)
  void forEach_anyBroadcast_returnsEveryPlannedConnectionOnce(@ForAll long seed) throws Exception {
    var bucket = new MemoryBucket();
    var broadcast = RandomBroadcast.run(bucket, ID, new Random(seed));

    List<ConnectionOutcome> collected = all(bucket, 1);

    assertThat(collected)
        .extracting(one -> one.connection().id())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(broadcast.fates().keySet());
    assertThat(fates(collected)).isEqualTo(broadcast.fates());
    Books tally = Books.EMPTY;
    for (var one : collected) {
      tally = tally.plus(one.outcome(), 1);
    }
    assertThat(tally.words()).isEqualTo(broadcast.books());
  }

  @Property(tries = 40)
  void forEach_parts_addUpToTheWhole(@ForAll long seed) throws Exception {
    var bucket = new MemoryBucket();
    RandomBroadcast.run(bucket, ID, new Random(seed));

    assertThat(all(bucket, 1 + new Random(seed).nextInt(9)))
        .containsExactlyInAnyOrderElementsOf(all(bucket, 1));
  }

  @Property(tries = 40)
  void skip_anyNumberOfShards_continuesAfterThem(@ForAll long seed) throws Exception {
    var bucket = new MemoryBucket();
    RandomBroadcast.run(bucket, ID, new Random(seed));
    var report = ReportedBroadcast.read(bucket, ID).orElseThrow();

    var rest = new ArrayList<List<ConnectionOutcome>>();
    try (var outcomes = new ConnectionOutcomes(bucket, report)) {
      for (var shard = outcomes.nextShard(); shard != null; shard = outcomes.nextShard()) {
        rest.add(shard);
      }
    }
    for (int skipped = 0; skipped < rest.size(); skipped++) {
      try (var outcomes = new ConnectionOutcomes(bucket, report)) {
        outcomes.skip(skipped);
        assertThat(outcomes.nextShard()).isEqualTo(rest.get(skipped));
      }
    }
  }

  private static List<ConnectionOutcome> all(MemoryBucket bucket, int parts) throws Exception {
    var report = ReportedBroadcast.read(bucket, ID).orElseThrow();
    var collected = new ArrayList<ConnectionOutcome>();
    for (int part = 0; part < parts; part++) {
      try (var outcomes = new ConnectionOutcomes(bucket, report, part, parts)) {
        outcomes.forEach(collected::add);
      }
    }
    return collected;
  }

  private static LinkedHashMap<String, Fate> fates(List<ConnectionOutcome> collected) {
    var fates = new LinkedHashMap<String, Fate>();
    collected.forEach(
        one -> fates.put(one.connection().id(), new Fate(one.outcome(), one.round())));
    return fates;
  }
}
