package dev.fanfare.devtools.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Snapshots on their way between processes. Each text is written once, however many clients got it.
 *
 * @param texts every text that somebody received
 */
record SnapshotLine(List<String> texts, List<Row> clients) {

  /**
   * One client.
   *
   * @param times arrivals, in microseconds since the epoch
   * @param texts for each arrival its place in {@link SnapshotLine#texts}
   */
  record Row(int index, String user, boolean connected, long[] times, int[] texts) {}

  static SnapshotLine of(List<ClientSnapshot> snapshots) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>(snapshots.size());
    for (ClientSnapshot client : snapshots) {
      long[] times =
          client.arrivals().stream().mapToLong(ClientSnapshot.Arrival::atMicros).toArray();
      int[] texts =
          client.arrivals().stream().mapToInt(arrival -> place(places, arrival.text())).toArray();
      rows.add(new Row(client.index(), client.user(), client.connected(), times, texts));
    }
    return new SnapshotLine(List.copyOf(places.keySet()), rows);
  }

  private static int place(Map<String, Integer> places, String text) {
    Integer known = places.putIfAbsent(text, places.size());
    return known == null ? places.size() - 1 : known;
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
