package dev.fanfare.cli.console;

import dev.fanfare.broadcast.Outcome;
import dev.fanfare.tables.ProgressRow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Converts the row of a shard into the columns of the page. */
final class ShardColumns {
  static final List<String> NAMES =
      Stream.concat(
              Stream.of(
                  "shard", "startedAt", "updatedAt", "calls", "posts", "connections", "finished"),
              Arrays.stream(Outcome.values()).map(Outcome::word))
          .toList();

  private ShardColumns() {}

  static List<Object> values(ProgressRow row) {
    Map<String, Long> books = row.state().books().words();
    Stream<Object> first =
        Stream.of(
            row.shard().range(),
            row.startedAt(),
            row.state().updatedAt(),
            row.calls(),
            row.state().posts(),
            row.shard().connections(),
            row.state().finished());
    Stream<Object> outcomes =
        Arrays.stream(Outcome.values()).map(outcome -> books.getOrDefault(outcome.word(), 0L));
    return Stream.concat(first, outcomes).toList();
  }

  static Map<String, Object> named(ProgressRow row) {
    List<Object> values = values(row);
    var named = new LinkedHashMap<String, Object>();
    for (int column = 0; column < values.size(); column++) {
      named.put(NAMES.get(column), values.get(column));
    }
    return named;
  }
}
