package dev.fanfare.devtools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Books;
import dev.fanfare.cli.broadcasts.Summary;
import dev.fanfare.devtools.load.ClientSnapshot;
import dev.fanfare.request.Request;
import dev.fanfare.request.RequestReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Ann has two clients, and the first one vanishes. Bob, cid and dan have one client each. Cid is
 * excluded; dan is excluded and vanishes. Each test makes one thing wrong.
 */
class DemoVerifierTest {
  private static final DemoClients CLIENTS =
      new DemoClients(List.of("ann", "dan", "ann", "bob", "cid"), 2);
  private static final Request REQUEST = request("{'exclude_users': ['cid', 'dan'], 'data': 1}");
  private static final Summary SUMMARY = summary(3, 2, 1, 0, 1);
  private static final StaleRows ROWS =
      new StaleRows(Map.of("ann", 1), Map.of("ann", 1, "bob", 1, "cid", 1, "dan", 1));

  private final Map<Integer, List<String>> received =
      new LinkedHashMap<>(Map.of(2, List.of("1"), 3, List.of("1")));

  @Test
  void verify_correctResult_hasNoProblems() {
    assertThat(problems("SUCCEEDED", SUMMARY, ROWS)).isEmpty();
  }

  @Test
  void verify_executionFailed_isReported() {
    assertThat(problems("FAILED", SUMMARY, ROWS))
        .singleElement()
        .asString()
        .contains("the execution ended with FAILED");
  }

  @Test
  void verify_booksThatDoNotBalance_isReported() {
    assertThat(problems("SUCCEEDED", summary(3, 2, 1, 1, 1), ROWS))
        .singleElement()
        .asString()
        .contains("the books do not balance: 3 planned, but the outcomes add up to 4");
  }

  @Test
  void verify_booksOfAnotherAudience_isReported() {
    assertThat(problems("SUCCEEDED", summary(4, 2, 1, 1, 1), ROWS))
        .singleElement()
        .asString()
        .contains("4 connections are planned, but the audience has 3");
  }

  @Test
  void verify_balancedButWrongBooks_isReported() {
    assertThat(problems("SUCCEEDED", summary(3, 3, 0, 0, 1), ROWS))
        .containsExactly(
            "3 connections are recorded as delivered instead of 2",
            "0 connections are recorded as stale instead of 1");
  }

  @Test
  void verify_clientThatGotNothing_isReported() {
    received.remove(3);

    assertThat(problems("SUCCEEDED", SUMMARY, ROWS))
        .containsExactly("1 connected clients did not get the message");
  }

  @Test
  void verify_clientThatGotItTwice_isReported() {
    received.put(3, List.of("1", "1"));

    assertThat(problems("SUCCEEDED", SUMMARY, ROWS)).containsExactly("1 messages arrived twice");
  }

  @Test
  void verify_clientOutsideTheAudience_isReported() {
    received.put(4, List.of("1"));

    assertThat(problems("SUCCEEDED", SUMMARY, ROWS))
        .containsExactly("1 clients outside the audience got the message");
  }

  @Test
  void verify_differentText_isReported() {
    received.put(3, List.of("1.0"));

    assertThat(problems("SUCCEEDED", SUMMARY, ROWS))
        .containsExactly("a client received a different text than was sent");
  }

  @Test
  void verify_vanishedButNotRecorded_isReported() {
    var rows = new StaleRows(Map.of("bob", 1), ROWS.connected());

    assertThat(problems("SUCCEEDED", SUMMARY, rows))
        .singleElement()
        .asString()
        .contains("recorded as stale");
  }

  @Test
  void verify_vanishedButNotPruned_isReported() {
    var rows = new StaleRows(ROWS.recorded(), Map.of("ann", 2, "bob", 1, "cid", 1, "dan", 1));

    assertThat(problems("SUCCEEDED", summary(3, 2, 1, 0, 0), rows))
        .containsExactly(
            "0 rows were pruned, but 1 connections vanished",
            "the table has 5 connections instead of 4, or their users differ");
  }

  @Test
  void verifySpreads_partitionAboveTwiceItsShare_isReported() {
    assertThat(spreadProblems(Collections.nCopies(16, 1_250L))).isEmpty();
    assertThat(spreadProblems(partitions(2_500, 17_500))).isEmpty();
    assertThat(spreadProblems(partitions(2_501, 17_499)))
        .containsExactly(
            "the largest partition of channel news has 2501 of 20000 members,"
                + " 2.00 times the even share");
  }

  @Test
  void verifySpreads_fewMembers_mayBeUnevenByChance() {
    assertThat(spreadProblems(partitions(3, 1))).isEmpty();
    assertThat(spreadProblems(Collections.nCopies(16, 0L))).isEmpty();
  }

  /** One partition with this many members; the others are spread over fifteen partitions. */
  private static List<Long> partitions(long largest, long rest) {
    return LongStream.range(0, 16)
        .mapToObj(i -> i == 0 ? largest : rest / 15 + (i <= rest % 15 ? 1 : 0))
        .toList();
  }

  private static List<String> spreadProblems(List<Long> partitions) {
    var verifier = new DemoVerifier(CLIENTS, REQUEST, List.of());
    verifier.verifySpreads(List.of(ChannelSpread.of("news", partitions)));
    return verifier.problems();
  }

  private List<String> problems(String status, Summary summary, StaleRows rows) {
    var clients =
        IntStream.range(0, CLIENTS.users().size())
            .mapToObj(
                client ->
                    new ClientSnapshot(
                        client,
                        CLIENTS.users().get(client),
                        !CLIENTS.isVanishing(client),
                        received.getOrDefault(client, List.of()).stream()
                            .map(text -> new ClientSnapshot.Arrival(0, text))
                            .toList()))
            .toList();
    var verifier = new DemoVerifier(CLIENTS, REQUEST, clients);
    verifier.verify(status, summary, rows);
    return verifier.problems();
  }

  private static Summary summary(long planned, long delivered, long stale, long slow, long pruned) {
    var books = Books.ofWords(Map.of("delivered", delivered, "stale", stale, "slow", slow)).words();
    return new Summary(planned, books, 0, new Summary.Work(pruned, 1, 1), false, "");
  }

  private static Request request(String json) {
    return RequestReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
