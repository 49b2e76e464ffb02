package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.archive.MessageArchive;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.WatchedBucket;
import dev.fanfare.reduce.RandomBroadcast;
import dev.fanfare.text.Json;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Property: for all outcomes of a broadcast and any number of interruptions of the planner, a
 * resend covers exactly the missed connections, and a correction covers exactly the delivered ones.
 */
class EarlierAudienceLawTest {
  private static final String OF = "spring-sale";

  @Property(tries = 60)
  void plan_afterAnyBroadcast_resendsToMissedAndCorrectsDelivered(@ForAll long seed)
      throws Exception {
    var random = new Random(seed);
    var bucket = new MemoryBucket();
    var archive = new MemoryArchive();
    var broadcast = RandomBroadcast.run(bucket, OF, random);

    String resent = "{\"resend_of\":\"spring-sale\"}";
    PlanShardsResult resend = plan(bucket, archive, "resend", resent, random);
    assertThat(archive.messages(MessageArchive.BROADCASTS)).isEmpty();
    String corrected = "{\"correct_of\":\"spring-sale\",\"data\":\"sorry\"}";
    PlanShardsResult correction = plan(bucket, archive, "correction", corrected, random);

    assertPlanned(bucket, resend, ids(broadcast, Outcome::isMissed));
    assertPlanned(bucket, correction, ids(broadcast, outcome -> outcome == Outcome.DELIVERED));
    assertThat(bucket.text(resend.written().messageKey())).isEqualTo("\"of spring-sale\"");
    assertThat(bucket.text(correction.written().messageKey())).isEqualTo("\"sorry\"");
    assertThat(archive.messages(MessageArchive.BROADCASTS))
        .singleElement()
        .satisfies(message -> assertThat(message.broadcastId()).isEqualTo("correction"));
  }

  private static void assertPlanned(
      MemoryBucket bucket, PlanShardsResult result, List<String> expected) throws Exception {
    assertThat(bucket.connections(result.written().prefix()))
        .extracting(Connection::id)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(result.written().planned()).isEqualTo(expected.size());
    assertThat(bucket.list(result.written().prefix())).hasSize(result.written().shards());
  }

  private static List<String> ids(RandomBroadcast broadcast, Predicate<Outcome> meant) {
    return broadcast.fates().entrySet().stream()
        .filter(fate -> meant.test(fate.getValue().outcome()))
        .map(fate -> fate.getKey())
        .toList();
  }

  /** Plans to the end, in several invocations. Some of their answers are lost. */
  private static PlanShardsResult plan(
      MemoryBucket memory, MemoryArchive archive, String id, String request, Random random)
      throws Exception {
    var bucket = new WatchedBucket(memory);
    var earlier = new MemoryExecutions().with(OF, "FAILED").broadcasts(bucket);
    JsonNode given = Json.MAPPER.readTree(request);
    var audiences = new ConnectionTableRows().audiences();
    var planner =
        new Planner(
            bucket,
            archive,
            audiences,
            earlier,
            name -> request,
            Forecasts.of(bucket, 7),
            Runnable::run,
            () -> 0);
    PlanShardsResult result = null;
    PlanCursor cursor = null;
    for (int call = 0; result == null || !result.finished(); call++) {
      var payload = new PlanShardsPayload(id, "2026-11-22T08:00:00Z", given, cursor);
      var next = planner.plan(payload, "i" + call, () -> random.nextInt(3) == 0);
      assertThat(bucket.open()).as("objects that are still being read").isZero();
      if (call >= 10 || random.nextInt(4) > 0) {
        result = next;
        cursor = next.cursor();
      }
    }
    return result;
  }
}
