package dev.fanfare.cli.broadcasts;

import dev.fanfare.cli.broadcasts.shards.ShardRows;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.tables.ProgressRow;
import java.util.Optional;

/**
 * Who pushed a shard, or pushes it.
 *
 * @param execution its ARN: of a child, or of the broadcast's own where it has one shard
 */
public record Pusher(String shardKey, String execution) {

  /**
   * By the shard's row; or, when its pusher died before it could leave one, by the results of the
   * round.
   *
   * @param round from 1
   * @param shard its number in the round, from 0
   * @return empty when it has not begun, or there is no such shard
   */
  public static Optional<Pusher> of(DeployedStack stack, String id, int round, int shard) {
    try (var rows = new ShardRows(stack).of(id)) {
      return rows.filter(row -> row.round() == round && row.index() == shard)
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
    return new Pusher(row.shardKey(), row.execution());
  }
}
