package dev.fanfare.push.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.IllegalReferenceCountException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoopBuffersTest {
  private static EventLoopGroup group;
  private static EventLoop loop;

  @BeforeAll
  @BeforeContainer
  static void open() {
    if (group == null) {
      group = EventLoops.one();
      loop = group.next();
    }
  }

  @AfterAll
  @AfterContainer
  static void close() {
    if (group != null) {
      group.shutdownGracefully();
      group = null;
    }
  }

  @Test
  void directBuffer_afterOneWasReleased_isTheSameMemory() throws Exception {
    var buffers = new LoopBuffers(loop);
    onLoop(
        () -> {
          ByteBuf first = buffers.directBuffer(700);
          long address = first.memoryAddress();
          first.writeZero(700).release();

          ByteBuf second = buffers.directBuffer(1_000);

          assertThat(second.memoryAddress()).isEqualTo(address);
          assertThat(second.readableBytes()).isZero();
          assertThat(second.refCnt()).isOne();
          second.release();
          return null;
        });
  }

  @Test
  void release_twice_isRefused() throws Exception {
    var buffers = new LoopBuffers(loop);
    onLoop(
        () -> {
          ByteBuf buffer = buffers.directBuffer(100);
          buffer.release();

          assertThatThrownBy(buffer::release).isInstanceOf(IllegalReferenceCountException.class);
          assertThatThrownBy(() -> buffer.writeByte(1))
              .isInstanceOf(IllegalReferenceCountException.class);
          return null;
        });
  }

  @Test
  void release_grownBuffer_keepsItsNewSize() throws Exception {
    var buffers = new LoopBuffers(loop);
    onLoop(
        () -> {
          ByteBuf grown = buffers.directBuffer(100).writeZero(100_000);
          grown.release();

          ByteBuf next = buffers.directBuffer(100_000);
          assertThat(next.capacity()).isGreaterThanOrEqualTo(100_000);
          next.release();
          return null;
        });
  }

  @Test
  void directBuffer_limitedCapacity_doesNotExceedIt() throws Exception {
    var buffers = new LoopBuffers(loop);
    onLoop(
        () -> {
          ByteBuf limited = buffers.directBuffer(10, 20);

          assertThat(limited.maxCapacity()).isEqualTo(20);
          assertThatThrownBy(() -> limited.writeZero(21))
              .isInstanceOf(IndexOutOfBoundsException.class);
          limited.release();
          return null;
        });
  }

  @Test
  void release_onAnotherThread_freesTheBuffer() throws Exception {
    var buffers = new LoopBuffers(loop);
    ByteBuf buffer = onLoop(() -> buffers.directBuffer(100));

    assertThat(buffer.release()).isTrue();
  }

  @Test
  void release_afterClose_freesTheBuffer() throws Exception {
    var buffers = new LoopBuffers(loop);
    onLoop(
        () -> {
          ByteBuf out = buffers.directBuffer(100);
          buffers.directBuffer(100).release();

          buffers.close();

          assertThat(out.release()).isTrue();
          return null;
        });
  }

  /** No two buffers share memory, in every order of taking and returning them. */
  @Property(tries = 50)
  void directBuffer_manyAtOnce_shareNoMemory(
      @ForAll List<@IntRange(min = 0, max = 200_000) Integer> sizes) throws Exception {
    var buffers = new LoopBuffers(loop);
    onLoop(
        () -> {
          for (int round = 0; round < 2; round++) {
            List<ByteBuf> taken = new ArrayList<>();
            for (int i = 0; i < sizes.size(); i++) {
              ByteBuf buffer = buffers.directBuffer(sizes.get(i));
              while (buffer.writableBytes() > 0) {
                buffer.writeByte(i);
              }
              taken.add(buffer);
            }
            for (int i = 0; i < taken.size(); i++) {
              ByteBuf buffer = taken.get(i);
              byte expected = (byte) i;
              assertThat(buffer.forEachByte(b -> b == expected)).isEqualTo(-1);
              buffer.release();
            }
          }
          buffers.close();
          return null;
        });
  }

  private static <T> T onLoop(Callable<T> action) throws Exception {
    return loop.submit(action).sync().getNow();
  }
}
