package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fanfare.broadcast.Books;
import dev.fanfare.request.Priority;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a broadcast. Its JSON is one flat object.
 *
 * @param status see {@link Broadcast}
 * @param step the current state of the execution, or the last one after its end
 * @param tookMillis milliseconds from the start until now, or until the end
 * @param priority null if there is no request, or it has expired
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(
    String id,
    String status,
    String step,
    @JsonUnwrapped Plan plan,
    @JsonUnwrapped Pushed pushed,
    @JsonUnwrapped Speed speed,
    long tookMillis,
    @Nullable Priority priority) {

  /**
   * @param round of pushing, from 1; 0 before the first round
   * @param shardsFinished number of finished shards in this round
   * @param settled number of connections that have an outcome
   * @param outcomes number of connections by outcome
   * @param posts so far, including repeated posts
   */
  public record Pushed(
      int round, int shardsFinished, long settled, Map<String, Long> outcomes, long posts) {
    public static final Pushed NOTHING = new Pushed(0, 0, 0, Books.EMPTY.words(), 0);
  }

  /**
   * @param postsPerSecond over the last seconds; the average of the whole broadcast after its end
   * @param millisLeft milliseconds until all connections have an outcome, at the current pace; null
   *     if unknown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Speed(double postsPerSecond, @Nullable Long millisLeft) {
    public static final Speed NONE = new Speed(0, null);
  }

  /** The states that run after the final report. */
  private static final Set<String> PRUNING = Set.of("PruneStale", "IsPruningFinished");

  public boolean hasEnded() {
    return !status.equals("RUNNING");
  }

  /** Whether the report is final and the broadcast only removes stale connections. */
  public boolean isPruning() {
    return !hasEnded() && PRUNING.contains(step);
  }

  /**
   * Returns the settled share of the planned connections, from 0 to 1. The share of an empty
   * audience is 1 after the end.
   */
  public double share() {
    if (plan.planned() == 0) {
      return hasEnded() ? 1 : 0;
    }
    return (double) pushed.settled() / plan.planned();
  }
}
