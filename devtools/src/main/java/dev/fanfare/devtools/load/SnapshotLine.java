package dev.fanfare.devtools.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form in which a child process sends its snapshots. It contains each text once, regardless of
 * how many clients received it.
 *
 * @param texts all distinct texts that clients received
 * @param clients one row per client
 */
record SnapshotLine(List<String> texts, List<Row> clients) {

  /**
   * One client.
   *
   * @param times arrival times, in microseconds since the epoch
   * @param texts for each arrival, its index in {@link SnapshotLine#texts}
   */
  record Row(int index, String user, boolean connected, long[] times, int[] texts) {}

  static SnapshotLine of(List<ClientSnapshot> snapshots) {
    Map<String, Integer> indexes = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>(snapshots.size());
    for (ClientSnapshot client : snapshots) {
      long[] times =
          client.arrivals().stream().mapToLong(ClientSnapshot.Arrival::atMicros).toArray();
      int[] texts =
          client.arrivals().stream().mapToInt(arrival -> index(indexes, arrival.text())).toArray();
      rows.add(new Row(client.index(), client.user(), client.connected(), times, texts));
    }
    return new SnapshotLine(List.copyOf(indexes.keySet()), rows);
  }

  private static int index(Map<String, Integer> indexes, String text) {
    Integer known = indexes.putIfAbsent(text, indexes.size());
    return known == null ? indexes.size() - 1 : known;
  }

  List<ClientSnapshot> snapshots() {
    return clients.stream().map(this::snapshot).toList();
  }

  private ClientSnapshot snapshot(Row row) {
    List<ClientSnapshot.Arrival> arrivals = new ArrayList<>(row.times.length);
    for (int i = 0; i < row.times.length; i++) {
      arrivals.add(new ClientSnapshot.Arrival(row.times[i], texts.get(row.texts[i])));
    }
    return new ClientSnapshot(row.index, row.user, row.connected, arrivals);
  }
}
