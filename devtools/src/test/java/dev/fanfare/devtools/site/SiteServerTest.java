package dev.fanfare.devtools.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteServerTest {
  private static final SiteSettings SETTINGS =
      new SiteSettings(
          URI.create("ws://127.0.0.1:4510/live"),
          Optional.of(URI.create("http://127.0.0.1:4516/token")));

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private SiteServer site;

  @BeforeEach
  void serve() throws IOException {
    Path root = Files.createDirectory(folder.resolve("site"));
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.writeString(root.resolve("index.html"), "<p>home</p>");
    Files.createDirectory(root.resolve("sub"));
    Files.writeString(root.resolve("sub/code.js"), "let ü;");
    Files.writeString(root.resolve(".hidden.txt"), "hidden");
    Files.writeString(root.resolve("program.exe"), "program");
    Files.writeString(root.resolve("empty.css"), "");
    Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("secret.txt"));
    site = SiteServer.start(root, 0, SETTINGS);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8, <p>home</p>",
    "/index.html?x=1, text/html; charset=utf-8, <p>home</p>",
    "/sub/code.js, text/javascript; charset=utf-8, let ü;",
    "/sub/../index.html, text/html; charset=utf-8, <p>home</p>",
    "/empty.css, text/css; charset=utf-8, ''",
  })
  void get_file_hasItsContentType(String path, String type, String body) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/sub/%2e%2e/%2e%2e/secret.txt",
        "//etc/hostname",
        "/..",
        "/link.txt",
        "/.hidden.txt",
        "/program.exe",
        "/nowhere.html",
        "/sub/",
        "/%00.html",
      })
  void get_pathOutsideTheSite_isNotFound(String path) throws Exception {
    assertThat(rawStatus("GET " + path, "127.0.0.1")).contains(" 404 ");
  }

  @Test
  void get_settings_hasTheAddressesOfTheStack() throws Exception {
    HttpResponse<String> answer = get("/fanfare.json");

    assertThat(answer.body())
        .isEqualTo(
            "{\"socket\":\"ws://127.0.0.1:4510/live\",\"issuer\":\"http://127.0.0.1:4516/token\"}");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void get_anything_allowsConnectionsOnlyToTheStack() throws Exception {
    assertThat(get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'; script-src 'self';")
        .contains("connect-src 'self' ws://127.0.0.1:4510 http://127.0.0.1:4516;")
        .doesNotContain("unsafe");
  }

  @Test
  void head_file_hasTheLengthAndNoBody() throws Exception {
    HttpRequest head = request("/").method("HEAD", BodyPublishers.noBody()).build();

    HttpResponse<String> answer = client.send(head, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Length")).contains("11");
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void otherMethods_file_areRefused(String method) throws Exception {
    HttpRequest other = request("/").method(method, BodyPublishers.ofString("x")).build();

    HttpResponse<String> answer = client.send(other, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void get_unknownHost_isRefused() throws Exception {
    assertThat(rawStatus("GET /", "evil.example:80")).contains(" 403 ");
    assertThat(rawStatus("GET /", "localhost:80")).contains(" 200 ");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(site.address().resolve(path));
  }

  /** Sends the request text unchanged. An HTTP client would normalize the path and set the host. */
  private String rawStatus(String line, String host) throws IOException {
    try (var socket = new Socket(site.address().getHost(), site.address().getPort())) {
      String request = line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.lines().findFirst().orElse("");
    }
  }
}
