package dev.fanfare.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.console.Operations.NotFoundException;
import dev.fanfare.text.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServerTest {
  private static final Pattern REFERENCE =
      Pattern.compile("(?:from |href=|src=|import )\"([^\"#]+\\.(?:js|css|svg))\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Operations operations = mock(Operations.class);
  private ConsoleServer console;

  @BeforeEach
  void serve() throws IOException {
    console = ConsoleServer.start(0, operations, new WriteToken("secret"));
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void page_everyReferencedFile_isServed() throws Exception {
    var found = new TreeSet<String>();
    var open = new ArrayDeque<>(List.of("/"));
    while (!open.isEmpty()) {
      String path = open.pop();
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      var named = REFERENCE.matcher(path.startsWith("/lib/") ? "" : answer.body());
      while (named.find()) {
        String next = URI.create(path).resolve(named.group(1)).toString();
        if (found.add(next)) {
          open.push(next);
        }
      }
    }

    assertThat(found)
        .contains("/app.js", "/console.css", "/lib/uPlot.esm.js", "/views/send.js", "/icon.svg");
  }

  @Test
  void page_everyResponse_allowsNoOtherOrigin() throws Exception {
    HttpResponse<String> answer = get("/");

    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("connect-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.body()).doesNotContain("<style", "style=", "onclick=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere.js",
        "/ConsoleServer.class",
        "/../ConsoleServer.class",
        "/parts/../app.js",
        "/parts/%2e%2e/app.js",
        "/parts",
        "/lib/uPlot.iife.js",
        "/api",
        "/api/",
        "/api/broadcasts/x/y",
        "/api/stack/x",
      })
  void get_missingPath_isNotFound(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void api_read_needsNoToken() throws Exception {
    when(operations.stack()).thenReturn(new StackView("fanfare", "eu-central-2", true, 1_000));

    HttpResponse<String> answer = get("/api/stack");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"name\":\"fanfare\",\"region\":\"eu-central-2\",\"local\":true,\"pollMillis\":1000}");
  }

  @Test
  void api_idsWithAnyCharacter_arriveUnchanged() throws Exception {
    when(operations.shard(any(), any())).thenThrow(new NotFoundException("none"));

    get("/api/broadcasts/a%2Fb%20c%2B+%C3%B6/shards/01%2300042");

    verify(operations).shard("a/b c++ö", "01#00042");
  }

  @Test
  void api_list_passesOnFilterAndLimit() throws Exception {
    when(operations.broadcasts(any(), org.mockito.ArgumentMatchers.anyInt()))
        .thenReturn(new BroadcastPage(List.of(), false));

    get("/api/broadcasts?status=FAILED&limit=7");
    get("/api/broadcasts");

    verify(operations).broadcasts(Optional.of("FAILED"), 7);
    verify(operations).broadcasts(Optional.empty(), 50);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit is 0: must be from 1 to 1000",
    "limit=1001, limit is 1001: must be from 1 to 1000",
    "limit=x, limit is x: must be from 1 to 1000",
    "limit=99999999999999999999, limit is 99999999999999999999: must be from 1 to 1000",
  })
  void api_limitOutOfRange_isRefusedWithTheRule(String query, String message) throws Exception {
    HttpResponse<String> answer = get("/api/broadcasts?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(message(answer)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer secre", "Bearer secrets", "secret"})
  void api_writeWithoutTheToken_isRefusedAndDoesNothing(String authorization) throws Exception {
    HttpResponse<String> answer =
        post("/api/broadcasts", authorization, "application/json", "{\"request\":{\"data\":1}}");

    assertThat(answer.statusCode()).isEqualTo(401);
    verifyNoInteractions(operations);
  }

  @Test
  void api_writeAsAForm_isRefused() throws Exception {
    HttpResponse<String> answer =
        post("/api/broadcasts/x/cancel", "Bearer secret", "text/plain", "{}");

    assertThat(answer.statusCode()).isEqualTo(415);
    verify(operations, never()).cancel(any());
  }

  @Test
  void api_writeWithTheToken_succeeds() throws Exception {
    when(operations.send(any())).thenReturn("x1");
    when(operations.resend("x1")).thenReturn("x2");

    assertThat(write("/api/broadcasts", "{\"request\":{\"data\":1}}").body())
        .isEqualTo("{\"id\":\"x1\"}");
    assertThat(write("/api/broadcasts/x1/resend", "{}").body()).isEqualTo("{\"id\":\"x2\"}");
    assertThat(write("/api/broadcasts/x1/cancel", "{}").statusCode()).isEqualTo(200);
    assertThat(write("/api/broadcasts/x1/explode", "{}").statusCode()).isEqualTo(404);

    verify(operations).send("{\"data\":1}".getBytes(StandardCharsets.UTF_8));
    verify(operations).cancel("x1");
  }

  /** The message must not be parsed into a double or a tree on its way to the request. */
  @Test
  void api_numbersOfAMessage_keepTheirDigits() throws Exception {
    String data = "{\"n\":[1e400,1.10,9007199254740993,1E5,-0],\"a\":1,\"a\":2}";
    when(operations.send(any())).thenReturn("x1");
    when(operations.correct(any(), any())).thenReturn("x2");

    write("/api/broadcasts", "{\"request\": {\"data\": " + data + "}}");
    write("/api/broadcasts/x1/correct", "\ufeff{\"data\": " + data + "}");

    verify(operations).send(("{\"data\":" + data + "}").getBytes(StandardCharsets.UTF_8));
    verify(operations).correct("x1", data);
  }

  @Test
  void api_invalidJson_isReportedWithoutParserTerms() throws Exception {
    assertThat(message(write("/api/broadcasts", "{\"request\":NaN}")))
        .isEqualTo(
            "the body must be JSON: NaN is not a JSON value: a number must have digits (line 1, column 15)");
    assertThat(message(write("/api/broadcasts", "{}")))
        .isEqualTo("request is missing: must be given");
    assertThat(message(write("/api/broadcasts", "[]")))
        .isEqualTo("the body is []: must be a JSON object");
  }

  @Test
  void api_error_hasAMessageAndAStatus() throws Exception {
    when(operations.send(any())).thenThrow(new InvalidRequestException("rate", "0", "must be 1"));
    when(operations.resend("x")).thenThrow(new CommandFailure("it runs"));
    when(operations.broadcast("x")).thenThrow(new NotFoundException("There is no x."));
    when(operations.shards("x")).thenThrow(new IllegalStateException("internals"));

    HttpResponse<String> invalid = write("/api/broadcasts", "{\"request\":{}}");
    HttpResponse<String> internal = get("/api/broadcasts/x/shards");

    assertThat(invalid.statusCode()).isEqualTo(400);
    assertThat(message(invalid)).contains("rate", "0", "must be 1");
    assertThat(write("/api/broadcasts", "{no").statusCode()).isEqualTo(400);
    assertThat(write("/api/broadcasts/x/resend", "{}").statusCode()).isEqualTo(409);
    assertThat(message(get("/api/broadcasts/x"))).isEqualTo("There is no x.");
    assertThat(internal.statusCode()).isEqualTo(500);
    assertThat(internal.body()).doesNotContain("internals");
  }

  @Test
  void addressWithToken_hasItInTheFragment() {
    assertThat(console.addressWithToken().getFragment()).isEqualTo("token=secret");
    assertThat(console.addressWithToken().getQuery()).isNull();
    assertThat(WriteToken.random().text()).hasSize(24).isNotEqualTo(WriteToken.random().text());
  }

  /** More requests stall than the console had threads in an earlier version. */
  @Test
  void post_bodiesThatNeverArrive_doNotBlockThePage() throws Exception {
    when(operations.stack()).thenReturn(new StackView("fanfare", "eu-central-2", true, 1_000));
    var stalled = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 10; i++) {
        stalled.add(begun("POST /api/broadcasts HTTP/1.1\r\nAuthorization: Bearer secret\r\n"));
        stalled.add(begun("POST /api/broadcasts HTTP/1.1\r\n"));
        stalled.add(begun("POST / HTTP/1.1\r\n"));
      }

      var answer =
          client.send(
              request("/api/stack").timeout(Duration.ofSeconds(5)).build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  @Test
  void post_refused_isAnsweredBeforeItsBodyArrives() throws Exception {
    try (var socket = begun("POST /api/broadcasts HTTP/1.1\r\nOrigin: https://evil.example\r\n")) {
      assertThat(firstLine(socket)).startsWith("HTTP/1.1 403");
    }
    try (var socket = begun("POST /api/broadcasts HTTP/1.1\r\nOrigin: http://localhost:1\r\n")) {
      assertThat(firstLine(socket)).startsWith("HTTP/1.1 401");
    }
    try (var socket = begun("POST /nowhere HTTP/1.1\r\n")) {
      assertThat(firstLine(socket)).startsWith("HTTP/1.1 40");
    }
  }

  /** Sends only the head of a request. */
  private Socket begun(String head) throws IOException {
    var socket = new Socket(console.address().getHost(), console.address().getPort());
    socket.setSoTimeout(5_000);
    String rest = "Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n";
    socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    var reader = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
    return new BufferedReader(reader).readLine();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> write(String path, String body) throws Exception {
    return post(path, "Bearer secret", "application/json", body);
  }

  private HttpResponse<String> post(String path, String authorization, String type, String body)
      throws Exception {
    HttpRequest request =
        request(path)
            .header("Authorization", authorization)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    String root = console.address().toString();
    return HttpRequest.newBuilder(URI.create(root.substring(0, root.length() - 1) + path));
  }

  private static String message(HttpResponse<String> answer) throws IOException {
    return Json.MAPPER.readTree(answer.body()).get("message").textValue();
  }
}
