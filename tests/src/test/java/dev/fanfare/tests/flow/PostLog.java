package dev.fanfare.tests.flow;

import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.local.apigateway.PostFaults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Records every post that reaches the gateway, and its result. */
final class PostLog implements PostFaults {
  private static final long PATIENCE_SECONDS = 30;

  private final PostFaults faults;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  /**
   * One post.
   *
   * @param signedAt the second in which the pusher sent it
   */
  record Entry(String connectionId, Instant signedAt, PostFault fault) {}

  private static final class Mark {
    private final Predicate<Entry> counted;
    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private int left;

    private Mark(Predicate<Entry> counted, int left) {
      this.counted = counted;
      this.left = left;
    }
  }

  PostLog(PostFaults faults) {
    this.faults = faults;
  }

  @Override
  public synchronized PostFault strike(Post post) {
    var entry = new Entry(post.connectionId(), post.signedAt(), faults.strike(post));
    entries.add(entry);
    for (Mark mark : marks) {
      if (mark.counted.test(entry) && --mark.left == 0) {
        mark.reached.completeAsync(() -> null);
      }
    }
    return entry.fault();
  }

  /** Completes after the given number of additional matching posts. */
  synchronized CompletableFuture<Void> when(int count, Predicate<Entry> counted) {
    var mark = new Mark(counted, count);
    marks.add(mark);
    return mark.reached.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The connections that the posts were for, in order. */
  List<String> connections() {
    return entries().stream().map(Entry::connectionId).toList();
  }

  /** The percentage of posts that an injected fault hit. */
  double percent(PostFault fault) {
    var all = entries();
    return 100.0 * all.stream().filter(entry -> entry.fault() == fault).count() / all.size();
  }

  /** The number of posts sent in each second. */
  TreeMap<Long, Long> perSecond() {
    return entries().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.signedAt().getEpochSecond(), TreeMap::new, Collectors.counting()));
  }
}
