package dev.fanfare.cli.broadcasts;

import dev.fanfare.cli.broadcasts.shards.ShardRows;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.tables.ProgressRow;
import java.util.Optional;

/**
 * The execution that pushes a shard, or has pushed it.
 *
 * @param execution ARN of a child execution, or of the broadcast's execution if there is only one
 *     shard
 */
public record Pusher(String shardKey, String execution) {

  /**
   * Finds the pusher in the row of the shard. If the pusher died before it wrote a row, finds it in
   * the results of the round.
   *
   * @param round from 1
   * @param shard number in the round, from 0
   * @return empty if the shard has not begun or does not exist
   */
  public static Optional<Pusher> of(DeployedStack stack, String id, int round, int shard) {
    try (var rows = new ShardRows(stack).of(id)) {
      return rows.filter(row -> row.shard().round() == round && row.shard().index() == shard)
          .findFirst()
          .map(Pusher::of)
          .or(
              () ->
                  new BroadcastFiles(stack, id)
                      .pusherOf(round, shard)
                      .map(child -> new Pusher(child.shardKey(), child.arn())));
    }
  }

  private static Pusher of(ProgressRow row) {
    return new Pusher(row.shard().shardKey(), row.shard().execution());
  }
}
