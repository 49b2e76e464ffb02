package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toUsers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.tables.ConnectionRow;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Concurrent broadcasts share the account's budget, which is 100 posts a second here. */
@OnStack(StackKind.PACED)
@Order(Slow.FIRST)
class LoadSharingIT {
  private static final int BUDGET = 100;

  @Test
  void twoBroadcasts_concurrent_useExactlyTheBudget(Flow flow) {
    List<String> few = flow.names("few", 150);
    List<String> many = flow.names("many", 750);
    flow.connect(Stream.concat(few.stream(), many.stream()).toList());
    Set<String> fewIds = ids(flow, few);
    PostLog log = flow.strikePosts(PostFaults.NONE);

    // The larger broadcast is running when the smaller one starts, however slow the machine is.
    String larger = flow.broadcasts().send(toUsers(many, "1"));
    await("the first post").until(() -> !log.entries().isEmpty());
    String smaller = flow.broadcasts().send(toUsers(few, "1"));
    List.of(smaller, larger).forEach(id -> flow.broadcasts().await(id).succeeded());

    var perSecond = log.perSecond();
    assertThat(perSecond.values()).as("posts by second: %s", perSecond).allMatch(n -> n <= BUDGET);
    assertThat(perSecond.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(900);
    var ofTheFew = seconds(log, fewIds::contains);
    var ofTheMany = seconds(log, id -> !fewIds.contains(id));
    long begin = Math.max(ofTheFew.getMin(), ofTheMany.getMin()) + 1;
    long end = Math.min(ofTheFew.getMax(), ofTheMany.getMax()) - 1;
    assertThat(end).as("seconds in which both post: %s", perSecond).isGreaterThanOrEqualTo(begin);
    var meanwhile =
        log.entries().stream()
            .filter(post -> isBetween(post.signedAt().getEpochSecond(), begin, end))
            .collect(Collectors.averagingInt(post -> fewIds.contains(post.connectionId()) ? 1 : 0));
    assertThat(meanwhile)
        .as("the smaller broadcast's share while both post: %s", perSecond)
        .isBetween(0.2, 0.8);
    assertThat(perSecond.lastKey()).as("posts by second: %s", perSecond).isGreaterThan(end + 2);
    // The last second is only a part of a second.
    assertThat(perSecond.subMap(end + 2, perSecond.lastKey()).values())
        .as("posts by second of the remaining broadcast: %s", perSecond)
        .anyMatch(n -> n >= BUDGET * 0.8);
    flow.assertReceived("1", user -> true);
  }

  private static LongSummaryStatistics seconds(PostLog log, Predicate<String> connections) {
    return log.entries().stream()
        .filter(post -> connections.test(post.connectionId()))
        .mapToLong(post -> post.signedAt().getEpochSecond())
        .summaryStatistics();
  }

  private static boolean isBetween(long second, long begin, long end) {
    return begin <= second && second <= end;
  }

  private static Set<String> ids(Flow flow, List<String> users) {
    Set<String> wanted = Set.copyOf(users);
    return flow.rows().connections().stream()
        .filter(row -> wanted.contains(row.get(ConnectionRow.USER_ID).s()))
        .map(row -> row.get(ConnectionRow.CONNECTION_ID).s())
        .collect(Collectors.toSet());
  }
}
