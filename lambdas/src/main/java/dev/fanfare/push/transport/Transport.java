package dev.fanfare.push.transport;

import java.io.IOException;
import java.util.function.Consumer;

/** The way to the connections of one WebSocket API. */
public interface Transport extends AutoCloseable {

  /** Prepares what is the same for all posts of one message. */
  Poster prepare(byte[] message);

  @Override
  void close();

  /**
   * Posts one message to many connections, one post a call.
   *
   * <p>A push is driven by its poster, on one thread: {@link #run} calls the push's tick again and
   * again, the tick posts, and between ticks the answers are handed over. So neither side needs a
   * lock, a queue or a thread of its own for each post.
   */
  interface Poster {

    /**
     * How many posts could leave at once. A post beyond that waits for a connection, and then
     * leaves later than its permit says.
     *
     * @param wanted how many the push could make now
     * @return at most {@code wanted}
     */
    int room(int wanted);

    /** Gets ready for so many posts more; a tick comes when there is room. */
    void makeRoom(int posts);

    /**
     * Posts once; never retries. Only to be called within a tick.
     *
     * @param answered is given, once, between two ticks, what the endpoint answered, or {@link
     *     PostResult#failed} when no usable answer came in time
     */
    void post(String connectionId, Consumer<PostResult> answered);

    /**
     * Drives a push until its tick is {@link Tick#OVER}; blocks the caller until then. A tick comes
     * at once, then after answers have come, when there is more room, and when the time it asked
     * for has passed. Answers that come after the end are dropped.
     *
     * @throws IOException what a tick throws
     */
    void run(Tick tick) throws IOException, InterruptedException;

    /** Lets a tick come soon; from any thread. */
    void wake();
  }

  /** What a push does each time it may act: look at the time, and post what may be posted. */
  @FunctionalInterface
  interface Tick {
    /** The push is at its end. */
    long OVER = -1;

    /**
     * @return how many nanoseconds may pass until the next tick if no answer comes; or {@link
     *     #OVER}
     */
    long run() throws IOException;
  }
}
