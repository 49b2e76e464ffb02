package dev.fanfare.push.transport;

import java.io.IOException;
import java.util.function.Consumer;

/** Posts to the connections of one WebSocket API. */
public interface Transport extends AutoCloseable {

  /** Prepares everything that all posts of one message share. */
  Poster prepare(byte[] message);

  @Override
  void close();

  /**
   * Posts one message to many connections, one per call.
   *
   * <p>The poster drives a push on one thread: {@link #run} repeatedly calls the push's tick, the
   * tick posts, and the poster delivers responses between ticks. Neither side therefore needs a
   * lock, a queue or a thread per post.
   */
  interface Poster {

    /**
     * Returns how many posts could be sent at once. Further posts wait for a connection, so they
     * are sent later than their permit allows.
     *
     * @param wanted how many posts the push could make now
     * @return at most {@code wanted}
     */
    int room(int wanted);

    /** Prepares for more posts; a tick follows when there is room. */
    void prepareRoom(int posts);

    /**
     * Posts once, without retries. Call it only within a tick.
     *
     * @param answered receives the endpoint's response once, between two ticks, or {@link
     *     PostResult#failed} if no usable response arrives in time
     */
    void post(String connectionId, Consumer<PostResult> answered);

    /**
     * Drives a push until its tick returns {@link Tick#OVER}; blocks the caller until then. The
     * first tick runs at once. Further ticks run after responses, when there is more room, and when
     * the requested wait has passed. Responses after the end are dropped.
     *
     * @throws IOException if a tick throws it
     */
    void run(Tick tick) throws IOException, InterruptedException;

    /** Requests a tick soon; from any thread. */
    void wake();
  }

  /** One step of a push: checks the time and makes the posts that are allowed. */
  @FunctionalInterface
  interface Tick {
    /** The push is over. */
    long OVER = -1;

    /**
     * @return the maximum nanoseconds until the next tick if no response arrives, or {@link #OVER}
     */
    long run() throws IOException;
  }
}
