package dev.fanfare.bench.sink;

import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.bench.process.Child;
import dev.fanfare.bench.process.ProcessSandbox;
import dev.fanfare.bench.process.Tools;
import dev.fanfare.bench.process.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * nginx in one process on one core. It responds to every post with 200. Its count of requests is
 * the reference for all clients.
 */
public final class NginxSink implements Sink {
  private static final Duration RETRY_INTERVAL = Duration.ofMillis(20);
  private static final int MAX_ATTEMPTS = 250;
  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      pid nginx.pid;
      error_log stderr warn;
      events {
        worker_connections 4096;
        multi_accept on;
      }
      http {
        access_log off;
        server_tokens off;
        keepalive_requests 1000000000;
        keepalive_timeout 1h;
        client_body_buffer_size 16k;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        ssl_certificate sink.pem;
        ssl_certificate_key sink-key.pem;
        ssl_protocols TLSv1.3;
        ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
        server {
          listen 127.0.0.1:%d ssl backlog=4096;
          location / { return 200; }
        }
        server {
          listen 127.0.0.1:%d ssl http2 backlog=4096;
          location / { return 200; }
        }
        server {
          listen 127.0.0.1:%d;
          location / { stub_status; }
        }
      }
      """;

  private final Child process;
  private final Ports ports;
  private long statusRequests;

  private record Ports(int http1, int http2, int status) {

    /** Returns three free ports, because nginx cannot choose ports and report them. */
    static Ports free() {
      var address = InetAddress.getLoopbackAddress();
      try (var a = new ServerSocket(0, 1, address);
          var b = new ServerSocket(0, 1, address);
          var c = new ServerSocket(0, 1, address)) {
        return new Ports(a.getLocalPort(), b.getLocalPort(), c.getLocalPort());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private NginxSink(Child process, Ports ports) {
    this.process = process;
    this.ports = ports;
  }

  /** Starts nginx. The certificate must already be in the sandbox. */
  public static NginxSink start(ProcessSandbox sandbox, int core) throws InterruptedException {
    var ports = Ports.free();
    Path configuration =
        sandbox.write(
            "nginx.conf",
            CONFIGURATION
                .formatted(ports.http1, ports.http2, ports.status)
                .getBytes(StandardCharsets.US_ASCII));
    String prefix = sandbox.folder() + "/";
    List<String> command =
        List.of(Tools.NGINX.path(), "-p", prefix, "-e", "stderr", "-c", configuration.toString());
    var sink = new NginxSink(sandbox.start("nginx", core, command, Map.of()), ports);
    sink.awaitListening();
    return sink;
  }

  private void awaitListening() throws InterruptedException {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      try (var probe = new Socket(InetAddress.getLoopbackAddress(), ports.status)) {
        return;
      } catch (IOException notYet) {
        process.letRun(RETRY_INTERVAL);
      }
    }
    throw process.failed("does not accept connections");
  }

  @Override
  public URI endpoint(boolean http2) {
    return URI.create("https://localhost:" + (http2 ? ports.http2 : ports.http1) + "/prod");
  }

  @Override
  public long posts() {
    statusRequests++;
    var url = URI.create("http://127.0.0.1:" + ports.status + "/");
    try (InputStream in = url.toURL().openConnection(Proxy.NO_PROXY).getInputStream()) {
      return requests(new String(in.readAllBytes(), StandardCharsets.US_ASCII)) - statusRequests;
    } catch (IOException e) {
      throw new BenchFailure("cannot read the count of nginx: " + e, e);
    }
  }

  /**
   * Returns the third number of the third line, which has the numbers accepted, handled and
   * requests.
   */
  static long requests(String status) {
    return Long.parseLong(status.lines().skip(2).findFirst().orElseThrow().trim().split(" ")[2]);
  }

  @Override
  public Usage usage() {
    return process.usage();
  }

  @Override
  public void close() {
    process.close();
  }
}
