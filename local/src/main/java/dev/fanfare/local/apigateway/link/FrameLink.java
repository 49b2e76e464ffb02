package dev.fanfare.local.apigateway.link;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.fanfare.local.time.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a pair of pipes. Sending never blocks: one thread writes the queued frames in order,
 * and another reads frames and passes them on one at a time. When either pipe breaks, both threads
 * end.
 */
public final class FrameLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FrameLink.class);
  private static final ObjectMapper CBOR =
      new CBORMapper()
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  /** Marks the end of the queue and is not sent. */
  private static final Frame LAST = new Frame.Ready();

  private final BlockingQueue<Frame> queue = new LinkedBlockingQueue<>();
  private final String name;
  private final InputStream in;
  private final OutputStream out;
  private volatile boolean isClosed;

  /**
   * @param name prefix of the thread names
   */
  public FrameLink(String name, InputStream in, OutputStream out) {
    this.name = name;
    this.in = in;
    this.out = out;
  }

  /**
   * Starts reading and writing.
   *
   * @param receiver gets every frame; must not block
   * @param ended runs once after the last frame: the other side has ended or violated the protocol
   */
  public void start(Consumer<Frame> receiver, Runnable ended) {
    new DaemonThreads(name + "-reader")
        .newThread(
            () -> {
              readAll(receiver);
              ended.run();
            })
        .start();
    new DaemonThreads(name + "-writer").newThread(this::writeAll).start();
  }

  /** Queues a frame; after {@link #close} it is dropped. */
  public void send(Frame frame) {
    if (!isClosed) {
      queue.add(frame);
    }
  }

  /** Sends the queued frames, then ends the stream to the other side. */
  @Override
  public void close() {
    isClosed = true;
    queue.add(LAST);
  }

  private void readAll(Consumer<Frame> receiver) {
    try (MappingIterator<Frame> frames = CBOR.readerFor(Frame.class).readValues(in)) {
      while (frames.hasNextValue()) {
        receiver.accept(frames.nextValue());
      }
    } catch (IOException ended) {
      LOG.debug("Link {} has ended", name, ended);
    } catch (RuntimeException invalidFrame) { // Frames and their posts may be lost.
      LOG.error("Link {} failed", name, invalidFrame);
    } finally {
      close();
    }
  }

  private void writeAll() {
    try (var frames = CBOR.writerFor(Frame.class).writeValues(out)) {
      for (Frame frame = queue.take(); frame != LAST; frame = queue.take()) {
        frames.write(frame);
        if (queue.isEmpty()) {
          frames.flush();
        }
      }
    } catch (IOException ended) {
      LOG.debug("Link {} is closed for writing", name, ended);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      isClosed = true;
      queue.clear();
    }
  }
}
