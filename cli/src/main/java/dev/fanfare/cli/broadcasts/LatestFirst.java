package dev.fanfare.cli.broadcasts;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Merges streams that are sorted by time, the latest first. Reads only as many elements as the
 * consumer takes.
 */
final class LatestFirst {
  private LatestFirst() {}

  static <T> Stream<T> merge(List<Stream<T>> lists, Function<T, Instant> time) {
    var merged = new MergedIterator<>(lists, time);
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(merged, Spliterator.ORDERED), false);
  }

  /** The next element of a stream, and the elements after it. */
  private record Head<T>(T first, Iterator<T> rest) {}

  private static final class MergedIterator<T> implements Iterator<T> {
    private final PriorityQueue<Head<T>> heads;

    private MergedIterator(List<Stream<T>> lists, Function<T, Instant> time) {
      this.heads =
          new PriorityQueue<>(
              Comparator.comparing((Head<T> head) -> time.apply(head.first())).reversed());
      lists.forEach(list -> add(list.iterator()));
    }

    private void add(Iterator<T> rest) {
      if (rest.hasNext()) {
        heads.add(new Head<>(rest.next(), rest));
      }
    }

    @Override
    public boolean hasNext() {
      return !heads.isEmpty();
    }

    @Override
    public T next() {
      Head<T> head = heads.remove();
      add(head.rest());
      return head.first();
    }
  }
}
