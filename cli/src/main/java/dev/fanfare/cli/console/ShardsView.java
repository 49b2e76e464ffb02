package dev.fanfare.cli.console;

import java.util.List;

/**
 * The shards of a broadcast in all rounds. The rows have no field names, because these would be
 * most of the bytes of ten thousand rows.
 *
 * @param at time of this state, in milliseconds since the epoch
 * @param over whether no shard changes any more
 * @param columns names of the values in a row
 * @param rows of the shards that have begun, with values in the order of the columns
 */
public record ShardsView(
    long at, boolean over, List<Round> rounds, List<String> columns, List<List<Object>> rows) {

  /**
   * One round.
   *
   * @param round from 1
   * @param shards number of shards, including those that have not begun
   */
  public record Round(int round, int shards) {}
}
