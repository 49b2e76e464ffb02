package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fanfare.request.Priority;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a broadcast has come.
 *
 * @param status see {@link Broadcast}
 * @param step the state that it is in; the last one when it has ended
 * @param isPlanned whether the plan is finished; until then {@code planned} and {@code shards} grow
 * @param round of pushing, from 1; 0 before
 * @param shardsFinished of this round
 * @param settled connections that have their outcome
 * @param outcomes of these
 * @param posts so far, repeats included
 * @param postsPerSecond lately; of the whole when it has ended
 * @param millisLeft until all have their outcome, at this pace; null when that cannot be told
 * @param tookMillis since the start
 * @param priority null when the request is not there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(
    String id,
    String status,
    String step,
    boolean isPlanned,
    long planned,
    int shards,
    int round,
    int shardsFinished,
    long settled,
    Map<String, Long> outcomes,
    long posts,
    double postsPerSecond,
    @Nullable Long millisLeft,
    long tookMillis,
    @Nullable Priority priority) {

  /** The states after the last report. */
  private static final Set<String> PRUNING = Set.of("PruneStale", "IsPruningFinished");

  public boolean hasEnded() {
    return !status.equals("RUNNING");
  }

  /** Whether its report is final, and only stale connections are still being pruned. */
  public boolean isPruning() {
    return !hasEnded() && PRUNING.contains(step);
  }

  /** The part of the planned that is settled, from 0 to 1; all of nobody. */
  public double share() {
    if (planned == 0) {
      return hasEnded() ? 1 : 0;
    }
    return (double) settled / planned;
  }
}
