package dev.fanfare.loopback;

/**
 * Keeps the JDK's HTTP client from sending a POST again by itself when a reused connection ends
 * before the response. The service may have handled the request already: a message would be sent
 * twice. The SDK gets an error instead and decides by its retry strategy.
 */
public final class SafePosts {
  private SafePosts() {}

  /** Must be called before the first request of this JVM. Idempotent. */
  public static void activate() {
    System.setProperty("sun.net.http.retryPost", "false");
  }
}
