package dev.fanfare.bench.client;

/** The clients that are measured. */
public enum Client {
  /** A client in C that does not sign posts: the reference for HTTP/1.1. */
  WRK("wrk", false),
  /** A client in C that does not sign posts: the reference for HTTP/2. */
  H2LOAD("h2load", true),
  HTTP1("http/1.1", false),
  H2("h2", true),
  SDK_CRT("sdk-crt", false),
  SDK_NETTY("sdk-netty", false);

  private final String word;
  private final boolean http2;

  Client(String word, boolean http2) {
    this.word = word;
    this.http2 = http2;
  }

  /** Returns the name in options, tables and arguments of the pusher's process. */
  public String word() {
    return word;
  }

  public boolean isHttp2() {
    return http2;
  }

  /** Whether this is the pusher with Fanfare's own transport. */
  public boolean isOwn() {
    return this == HTTP1 || this == H2;
  }

  /** Whether this is the pusher with any transport, and not a load generator. */
  public boolean isPusher() {
    return this != WRK && this != H2LOAD;
  }

  /**
   * Returns the client with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Client of(String word) {
    for (Client client : values()) {
      if (client.word.equals(word)) {
        return client;
      }
    }
    throw new IllegalArgumentException("there is no client " + word);
  }
}
