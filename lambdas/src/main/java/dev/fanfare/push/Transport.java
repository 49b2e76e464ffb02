package dev.fanfare.push;

import java.util.concurrent.CompletableFuture;

/** The way to the connections of one WebSocket API. */
public interface Transport extends AutoCloseable {

  /** Prepares what is the same for all posts of one message. */
  Poster prepare(byte[] message);

  @Override
  void close();

  /** Posts one message to many connections, one post a call. */
  interface Poster {

    /**
     * Posts once; never retries. Calls may overlap.
     *
     * @return completes with what the endpoint answered, or with {@link Answer#failed} when no
     *     usable answer came; never completes exceptionally
     */
    CompletableFuture<Answer> post(String connectionId);
  }
}
