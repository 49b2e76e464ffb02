package dev.fanfare.broadcast;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the objects that are being read. */
public final class WatchedBucket extends ForwardingBucket {
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();

  public WatchedBucket(BroadcastBucket bucket) {
    super(bucket);
  }

  /** The number of objects that are still open. */
  public int open() {
    return open.get();
  }

  /** The maximum number of objects open at the same time. */
  public int mostOpen() {
    return mostOpen.get();
  }

  @Override
  public InputStream open(String key) {
    InputStream object = super.open(key);
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    return new FilterInputStream(object) {
      private boolean isClosed;

      @Override
      public void close() throws IOException {
        if (!isClosed) {
          isClosed = true;
          open.decrementAndGet();
        }
        super.close();
      }
    };
  }
}
