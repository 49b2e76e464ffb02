package dev.fanfare.bench.sink;

import dev.fanfare.bench.process.Usage;
import java.net.URI;

/** A server that receives posts and counts them. */
public interface Sink extends AutoCloseable {

  /**
   * Returns the URL to post to, including the stage.
   *
   * @param http2 whether the server must offer HTTP/2 with ALPN
   */
  URI endpoint(boolean http2);

  /** Returns the number of posts since the server started. */
  long posts() throws InterruptedException;

  Usage usage();

  @Override
  void close();
}
