package dev.fanfare.cli.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fanfare.loopback.LocalClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls AWS from a process whose environment contains misleading AWS settings. */
class SdkLocalClientsTest {
  private static final String BROKEN = "[profile x\nregion = = nowhere\n";

  /**
   * Settings that an operator's shell may contain. The proxy and the metadata service do not exist.
   */
  private static final Map<String, String> HOSTILE =
      Map.ofEntries(
          Map.entry("AWS_ACCESS_KEY_ID", "AKIAREAL"),
          Map.entry("AWS_SECRET_ACCESS_KEY", "real"),
          Map.entry("AWS_SESSION_TOKEN", "real"),
          Map.entry("AWS_PROFILE", "production"),
          Map.entry("AWS_REGION", "eu-central-1"),
          Map.entry("AWS_DEFAULT_REGION", "eu-central-1"),
          Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
          Map.entry("AWS_USE_FIPS_ENDPOINT", "true"),
          Map.entry("AWS_USE_DUALSTACK_ENDPOINT", "true"),
          Map.entry("AWS_RETRY_MODE", "nonsense"),
          Map.entry("AWS_MAX_ATTEMPTS", "50"),
          Map.entry("AWS_DEFAULTS_MODE", "nonsense"),
          Map.entry("AWS_CA_BUNDLE", "/nowhere.pem"),
          Map.entry("AWS_REQUEST_CHECKSUM_CALCULATION", "nonsense"),
          Map.entry("AWS_RESPONSE_CHECKSUM_VALIDATION", "nonsense"),
          Map.entry("AWS_ACCOUNT_ID_ENDPOINT_MODE", "required"),
          Map.entry("HTTP_PROXY", "http://127.0.0.1:1"),
          Map.entry("http_proxy", "http://127.0.0.1:1"),
          Map.entry("HTTPS_PROXY", "http://127.0.0.1:1"));

  @TempDir Path home;

  @Test
  @Timeout(30)
  void calls_hostileEnvironment_reachTheEndpointWithLocalCredentials() throws Exception {
    Files.createDirectories(home.resolve(".aws"));
    Files.writeString(home.resolve(".aws/config"), BROKEN);
    Files.writeString(home.resolve(".aws/credentials"), BROKEN);
    BlockingQueue<String> authorizations = new LinkedBlockingQueue<>();
    var server = endpoint(authorizations);
    try {
      var output = run(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));

      assertThat(output).endsWith("reached all\n");
    } finally {
      server.stop(0);
    }
    assertThat(authorizations)
        .hasSize(4)
        .allSatisfy(a -> assertThat(a).contains("Credential=local/", "/eu-central-2/"));
  }

  /** The main class of the other process. */
  static final class Caller {
    private Caller() {}

    public static void main(String[] arguments) {
      var endpoint = URI.create(arguments[0]);
      try (var clients = new LocalClients("eu-central-2", ToolHttp.direct())) {
        clients.dynamoDb(endpoint).listTables();
        clients.sqs(endpoint).listQueues();
        clients.sfn(endpoint).listStateMachines();
        clients.s3(endpoint).headBucket(b -> b.bucket("bucket"));
      }
      System.out.println("reached all");
    }
  }

  private String run(URI endpoint) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
            List.of(
                java,
                "-Duser.home=" + home,
                "-Dhttp.proxyHost=127.0.0.1",
                "-Dhttp.proxyPort=1",
                "-Daws.region=eu-central-1",
                "-cp",
                System.getProperty("java.class.path"),
                Caller.class.getName(),
                endpoint.toString()));
    process.environment().putAll(HOSTILE);
    process.environment().put("HOME", home.toString());
    process.redirectErrorStream(true);
    var running = process.start();
    var output = new String(running.getInputStream().readAllBytes(), UTF_8);
    assertThat(running.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  private static HttpServer endpoint(BlockingQueue<String> authorizations) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
          var body =
              exchange.getRequestMethod().equals("HEAD") ? new byte[0] : "{}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    return server;
  }
}
