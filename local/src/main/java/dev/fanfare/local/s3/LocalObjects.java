package dev.fanfare.local.s3;

import dev.fanfare.local.physics.Limit;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.ServiceStartException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3 implemented by S3Proxy, with objects in memory. It accepts any credentials. */
public record LocalObjects(S3Proxy server, URI endpoint) implements LocalService {
  private static final String NAME = "S3";

  /** Starts a store without buckets, as fast as this machine. */
  public static LocalObjects start(int port) {
    return start(port, Physics.none());
  }

  /**
   * Starts a store without buckets.
   *
   * @param port 0 for any free port
   * @param physics the latency of calls
   * @throws ServiceStartException if the port is in use
   */
  public static LocalObjects start(int port, Physics physics) {
    return start(port, physics, new SecureRandom(), LocalObjects::pause);
  }

  /**
   * @param random draws latencies
   * @param pause waits for so many nanoseconds
   */
  static LocalObjects start(int port, Physics physics, RandomGenerator random, LongConsumer pause) {
    var memory = new TransientNio2BlobStore();
    BlobStore store =
        physics.settings().isOn(Limit.S3)
            ? new DelayedStore(memory, physics, random, pause)
            : memory;
    try {
      var server =
          S3Proxy.builder()
              .blobStore(store)
              .endpoint(URI.create("http://" + HOST + ":" + port))
              .awsAuthentication(AuthenticationType.NONE, null, null)
              // Without this, it rejects temporary credentials because of their token header.
              .ignoreUnknownHeaders(true)
              .build();
      server.start();
      return new LocalObjects(server, URI.create("http://" + HOST + ":" + server.getPort()));
    } catch (Exception e) { // S3Proxy declares Exception.
      throw ServiceStartException.of(NAME, port, e);
    }
  }

  private static void pause(long nanos) {
    new CompletableFuture<>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS).join();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // S3Proxy declares Exception.
      throw new IllegalStateException(NAME + " did not stop", e);
    }
  }
}
