package dev.fanfare.devtools.demo;

import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.broadcasts.Summary;
import dev.fanfare.devtools.demo.DemoResult.ClientCounts;
import dev.fanfare.devtools.load.ClientSnapshot;
import dev.fanfare.request.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Verifies the result of a demo: the books balance and match the clients, each connected client of
 * the audience got the message exactly once, no other client got it, and each vanished connection
 * of the audience was recorded as stale and pruned.
 */
final class DemoVerifier {
  private final DemoClients demoClients;
  private final Request request;
  private final List<ClientSnapshot> clients;
  private final List<String> problems = new ArrayList<>();

  DemoVerifier(DemoClients demoClients, Request request, List<ClientSnapshot> clients) {
    this.demoClients = demoClients;
    this.request = request;
    this.clients = clients;
  }

  void verify(String status, Summary summary, StaleRows rows) {
    require(
        status.equals("SUCCEEDED"), "the execution ended with " + status + " " + summary.trouble());
    require(
        summary.planned() == summary.accountedFor(),
        "the books do not balance: %d planned, but the outcomes add up to %d"
            .formatted(summary.planned(), summary.accountedFor()));
    int audience = demoClients.remaining(request) + demoClients.vanished(request);
    require(
        summary.planned() == audience,
        "%d connections are planned, but the audience has %d"
            .formatted(summary.planned(), audience));
    requireOutcome(summary, Outcome.DELIVERED, demoClients.remaining(request));
    requireOutcome(summary, Outcome.STALE, demoClients.vanished(request));
    ClientCounts counts = counts();
    require(counts.missing() == 0, counts.missing() + " connected clients did not get the message");
    require(counts.duplicates() == 0, counts.duplicates() + " messages arrived twice");
    require(
        counts.unexpected() == 0,
        counts.unexpected() + " clients outside the audience got the message");
    require(isTextUnchanged(), "a client received a different text than was sent");
    verifyRows(summary, rows);
  }

  /** Verifies that the members of each channel are spread evenly over its partitions. */
  void verifySpreads(List<ChannelSpread> spreads) {
    for (ChannelSpread spread : spreads) {
      require(
          !spread.isUneven(),
          "the largest partition of channel %s has %d of %d members, %.2f times the even share"
              .formatted(
                  spread.channel(), spread.largest(), spread.members(), spread.largestToEven()));
    }
  }

  private void requireOutcome(Summary summary, Outcome outcome, long expected) {
    long booked = summary.outcomes().getOrDefault(outcome.word(), 0L);
    require(
        booked == expected,
        "%d connections are recorded as %s instead of %d"
            .formatted(booked, outcome.word(), expected));
  }

  private void verifyRows(Summary summary, StaleRows rows) {
    var vanished = new HashMap<String, Integer>();
    var left = new HashMap<String, Integer>();
    for (int client = 0; client < demoClients.users().size(); client++) {
      boolean isPruned =
          demoClients.isVanishing(client) && demoClients.isInAudience(client, request);
      (isPruned ? vanished : left).merge(demoClients.users().get(client), 1, Integer::sum);
    }
    require(
        rows.recorded().equals(vanished),
        "%d connections are recorded as stale and %d vanished, or their users differ"
            .formatted(sum(rows.recorded()), sum(vanished)));
    require(
        summary.work().pruned() == sum(vanished),
        "%d rows were pruned, but %d connections vanished"
            .formatted(summary.work().pruned(), sum(vanished)));
    require(
        rows.connected().equals(left),
        "the table has %d connections instead of %d, or their users differ"
            .formatted(sum(rows.connected()), sum(left)));
  }

  ClientCounts counts() {
    int received = 0;
    int missing = 0;
    int duplicates = 0;
    int unexpected = 0;
    for (ClientSnapshot client : clients) {
      int messages = client.receivedCount();
      duplicates += Math.max(0, messages - 1);
      boolean mustReceive =
          demoClients.isInAudience(client.index(), request)
              && !demoClients.isVanishing(client.index());
      if (mustReceive) {
        received += Math.min(1, messages);
        missing += messages == 0 ? 1 : 0;
      } else {
        unexpected += messages > 0 ? 1 : 0;
      }
    }
    return new ClientCounts(
        clients.size(), demoClients.vanishing(), received, missing, duplicates, unexpected);
  }

  /** Returns the time from sending to the first arrival at each client, in microseconds. */
  long[] latencies(long sentMicros) {
    return clients.stream()
        .flatMapToLong(
            client -> {
              var arrival = client.firstArrivalMicros();
              return arrival.isPresent()
                  ? LongStream.of(arrival.getAsLong() - sentMicros)
                  : LongStream.empty();
            })
        .toArray();
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  private boolean isTextUnchanged() {
    String sent = new String(request.message().orElseThrow(), StandardCharsets.UTF_8);
    return clients.stream()
        .flatMap(client -> client.texts().stream())
        .allMatch(text -> text.equals(sent));
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
