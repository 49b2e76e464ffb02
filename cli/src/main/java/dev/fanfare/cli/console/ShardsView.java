package dev.fanfare.cli.console;

import java.util.List;

/**
 * The shards of a broadcast, all rounds. By columns, since the names would be most of the bytes of
 * ten thousand rows.
 *
 * @param at when this was true, in milliseconds since the epoch
 * @param over whether no shard will change any more
 * @param rows of the shards that have begun; values in the order of the columns
 */
public record ShardsView(
    long at, boolean over, List<Round> rounds, List<String> columns, List<List<Object>> rows) {

  /**
   * @param shards begun or not
   */
  public record Round(int round, int shards) {}
}
