package dev.fanfare.local.s3;

import dev.fanfare.local.http.BucketHost;
import dev.fanfare.local.physics.Limit;
import dev.fanfare.local.physics.Physics;
import jakarta.servlet.Servlet;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * S3 implemented by S3Proxy, with objects in memory. It accepts any credentials. Buckets are in the
 * path or in the host name.
 *
 * <p>S3Proxy has a server of its own, which checks neither Host nor Origin. This class takes the
 * servlet out of it and never starts it.
 */
public final class ObjectsHandler extends Handler.Wrapper {
  private ObjectsHandler(Handler handler) {
    super(handler);
  }

  /**
   * Creates a store without buckets.
   *
   * @param physics the latency of calls
   */
  public static Handler create(Physics physics) {
    return create(physics, new SecureRandom(), ObjectsHandler::pause);
  }

  /**
   * @param random draws latencies
   * @param pause waits for so many nanoseconds
   */
  static Handler create(Physics physics, RandomGenerator random, LongConsumer pause) {
    var memory = new TransientNio2BlobStore();
    BlobStore store =
        physics.settings().isOn(Limit.S3)
            ? new DelayedStore(memory, physics, random, pause)
            : memory;
    var server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.NONE, null, null)
            // Without this, it rejects temporary credentials because of their token header.
            .ignoreUnknownHeaders(true)
            .build();
    var context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(new ObjectsServlet(servlet(server))), "/*");
    return new ObjectsHandler(context);
  }

  private static void pause(long nanos) {
    new CompletableFuture<>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS).join();
  }

  private static Servlet servlet(S3Proxy server) {
    try {
      var field = S3Proxy.class.getDeclaredField("handler");
      field.setAccessible(true);
      return (Servlet) field.get(server);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of S3Proxy has no servlet", e);
    }
  }

  /** Moves the bucket from the host name to the path. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HttpURI uri = request.getHttpURI();
    Optional<String> bucket =
        Optional.ofNullable(request.getHeaders().get("Host")).flatMap(BucketHost::bucket);
    if (bucket.isEmpty()) {
      return super.handle(request, response, callback);
    }
    HttpURI withBucket =
        HttpURI.build(uri).path("/" + bucket.get() + uri.getPath()).query(uri.getQuery());
    return super.handle(Request.serveAs(request, withBucket), response, callback);
  }
}
