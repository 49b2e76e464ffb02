package dev.fanfare.bench.client;

/** Who is measured. */
public enum Client {
  /** The limit of HTTP/1.1: a client in C that does not sign. */
  WRK("wrk", false),
  /** The limit of HTTP/2: a client in C that does not sign. */
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

  /** As the command line, the tables and the pusher's process know it. */
  public String word() {
    return word;
  }

  public boolean isHttp2() {
    return http2;
  }

  /** Whether it is the pusher over Fanfare's own transport. */
  public boolean isOwn() {
    return this == HTTP1 || this == H2;
  }

  /** Whether it is the pusher over some transport, and not a load generator. */
  public boolean isPusher() {
    return this != WRK && this != H2LOAD;
  }

  /**
   * @throws IllegalArgumentException when nobody is called so
   */
  public static Client of(String word) {
    for (Client client : values()) {
      if (client.word.equals(word)) {
        return client;
      }
    }
    throw new IllegalArgumentException("no client is called " + word);
  }
}
