package dev.fanfare.push.transport.http;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.buffer.UnpooledUnsafeDirectByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;

/**
 * The buffers of one event loop. A post briefly uses four buffers, always of similar sizes and on
 * one thread, so a few stacks of free buffers suffice. Netty's allocators serve many threads and
 * any size, which costs a fresh JVM a fifth of a second of compilation.
 */
final class LoopBuffers extends AbstractByteBufAllocator implements AutoCloseable {
  /** Powers of two from 512 bytes, which hold a response head, to 64 KiB. */
  private static final int MIN_POWER = 9;

  private static final int MAX_POWER = 16;

  /** The maximum bytes of free buffers per size. */
  private static final int MAX_BYTES_KEPT = 2 << 20;

  private final EventLoop loop;
  private final ArrayDeque<Buffer>[] kept;
  private boolean isClosed;

  @SuppressWarnings({"unchecked", "rawtypes"})
  LoopBuffers(EventLoop loop) {
    super(true);
    this.loop = loop;
    this.kept = new ArrayDeque[MAX_POWER + 1];
    for (int power = MIN_POWER; power <= MAX_POWER; power++) {
      kept[power] = new ArrayDeque<>();
    }
  }

  @Override
  public boolean isDirectBufferPooled() {
    return true;
  }

  /**
   * Releases the kept buffers; buffers released later are freed at once. Call it on the event loop.
   */
  @Override
  public void close() {
    isClosed = true;
    for (int power = MIN_POWER; power <= MAX_POWER; power++) {
      kept[power].forEach(Buffer::free);
      kept[power].clear();
    }
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    int power = power(initialCapacity);
    if (power > MAX_POWER || maxCapacity < 1 << power || !loop.inEventLoop()) {
      return new UnpooledUnsafeDirectByteBuf(this, initialCapacity, maxCapacity);
    }
    Buffer buffer = kept[power].pollLast();
    return buffer == null ? new Buffer(this, 1 << power, maxCapacity) : buffer.again(maxCapacity);
  }

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    return new UnpooledHeapByteBuf(this, initialCapacity, maxCapacity);
  }

  private boolean keep(Buffer buffer) {
    int power = power(buffer.capacity());
    if (isClosed || power > MAX_POWER || buffer.capacity() != 1 << power || !loop.inEventLoop()) {
      return false;
    }
    if (kept[power].size() << power >= MAX_BYTES_KEPT) {
      return false;
    }
    kept[power].addLast(buffer);
    return true;
  }

  private static int power(int capacity) {
    return Math.max(MIN_POWER, Integer.SIZE - Integer.numberOfLeadingZeros(capacity - 1));
  }

  /** A buffer that returns to its stack when it is released. */
  private static final class Buffer extends UnpooledUnsafeDirectByteBuf {
    private final LoopBuffers home;

    private Buffer(LoopBuffers home, int capacity, int maxCapacity) {
      super(home, capacity, maxCapacity);
      this.home = home;
    }

    private Buffer again(int maxCapacity) {
      maxCapacity(maxCapacity);
      resetRefCnt();
      clear();
      return this;
    }

    @Override
    protected void deallocate() {
      if (!home.keep(this)) {
        free();
      }
    }

    private void free() {
      super.deallocate();
    }
  }
}
