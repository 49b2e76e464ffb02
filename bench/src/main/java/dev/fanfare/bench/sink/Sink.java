package dev.fanfare.bench.sink;

import dev.fanfare.bench.process.Usage;
import java.net.URI;

/** A server that takes posts and counts them. */
public interface Sink extends AutoCloseable {

  /**
   * Where to post to, stage included.
   *
   * @param http2 whether HTTP/2 is offered there, by ALPN
   */
  URI endpoint(boolean http2);

  /** Posts that have come since the server started. */
  long posts() throws InterruptedException;

  Usage usage();

  @Override
  void close();
}
