package dev.fanfare.local.s3;

import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.ServiceStartException;
import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3 implemented by S3Proxy, with objects in memory. It accepts any credentials. */
public record LocalObjects(S3Proxy server, URI endpoint) implements LocalService {
  private static final String NAME = "S3";

  /**
   * Starts a store without buckets.
   *
   * @param port 0 for any free port
   * @throws ServiceStartException if the port is in use
   */
  public static LocalObjects start(int port) {
    try {
      var server =
          S3Proxy.builder()
              .blobStore(new TransientNio2BlobStore())
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

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // S3Proxy declares Exception.
      throw new IllegalStateException(NAME + " did not stop", e);
    }
  }
}
