package dev.fanfare.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.loopback.LoopbackHttp;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String LOOPBACK = "127.0.0.1";
  private static Endpoint endpoint;

  @BeforeAll
  static void start() {
    endpoint = Endpoint.start(0);
    endpoint.mount(
        AwsService.SNS,
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("X-Method", exchange.getRequestMethod());
          LoopbackHttp.answer(
              exchange,
              201,
              "text/plain",
              exchange.getRequestURI() + " " + new String(body, UTF_8));
        });
    endpoint.mount(
        AwsService.SQS,
        exchange -> {
          throw new IllegalStateException("a broken service");
        });
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  @Test
  void request_ofAService_reachesItWhole() throws Exception {
    var answer = send(signed("sns", "/a%20b?c=d%26e").PUT(BodyPublishers.ofString("héllo")));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("/a%20b?c=d%26e héllo");
    assertThat(answer.headers().firstValue("X-Method")).contains("PUT");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain");
  }

  @Test
  void request_ofAServiceThatFails_isAnswered() throws Exception {
    assertThat(send(signed("sqs", "/")).statusCode()).isEqualTo(500);
    assertThat(send(signed("sns", "/")).statusCode()).isEqualTo(201);
  }

  /** A browser sends no Origin when it loads an image or follows a link. */
  @ParameterizedTest
  @CsvSource({"cross-site, 403", "same-site, 403", "same-origin, 201", "none, 201"})
  void request_ofAPageWithoutOrigin_isAnsweredForItsOwnSiteOnly(String site, int status)
      throws Exception {
    assertThat(send(signed("sns", "/").header("Sec-Fetch-Site", site)).statusCode())
        .isEqualTo(status);
  }

  @Test
  void request_withAWrongEscapeInItsQuery_isRefused() throws Exception {
    try (var socket = new Socket(LOOPBACK, endpoint.endpoint().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /?X-Amz-Credential=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void request_ofAServiceThatIsNotUpYet_canBeRepeated() throws Exception {
    var answer = send(signed("states", "/"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("ServiceUnavailable", "states");
  }

  @ParameterizedTest
  @CsvSource({
    "kinesis, application/x-amz-json-1.1, '{\"__type\":\"NOT_SUPPORTED_LOCALLY\"'",
    "iam, application/x-www-form-urlencoded; charset=utf-8, <Code>NOT_SUPPORTED_LOCALLY</Code>",
    "ec2, application/x-www-form-urlencoded, <Errors><Error>",
    "route53, application/octet-stream, <Code>NOT_SUPPORTED_LOCALLY</Code>",
  })
  void request_ofAnUnknownService_isRefusedByName(String service, String type, String part)
      throws Exception {
    var answer = send(signed(service, "/").header("Content-Type", type));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(part, service, "it has cloudformation, monitoring");
    assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("NOT_SUPPORTED_LOCALLY");
  }

  @Test
  void request_toConnections_learnsTheirAddress() throws Exception {
    assertThat(send(signed("execute-api", "/@connections/x")).body())
        .contains("NOT_SUPPORTED_LOCALLY", "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI");
  }

  @Test
  void request_withoutAService_isRefusedAsOnAws() throws Exception {
    var answer = send(HttpRequest.newBuilder(endpoint.endpoint().resolve("/")));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Missing Authentication Token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: evil.example", "Host: localhost\r\nOrigin: https://evil.example"})
  void request_ofAForeignPage_isRefusedBeforeItsBody(String headers) throws IOException {
    String head =
        "POST / HTTP/1.1\r\n%s\r\nAuthorization: %s\r\nContent-Length: 9999\r\n\r\n"
            .formatted(headers, authorization("sns"));
    try (var socket = new Socket("127.0.0.1", endpoint.endpoint().getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      byte[] first = new byte[512];
      int length = socket.getInputStream().read(first);

      assertThat(new String(Arrays.copyOf(first, length), UTF_8)).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void request_whosePathIsNoUri_isABadRequest() throws IOException {
    String head =
        "GET /a|b HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
            .formatted(authorization("sns"));
    try (var socket = new Socket("127.0.0.1", endpoint.endpoint().getPort())) {
      socket.getOutputStream().write(head.getBytes(UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 400 ");
    }
  }

  private static HttpRequest.Builder signed(String service, String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.endpoint() + path))
        .header("Authorization", authorization(service))
        .POST(BodyPublishers.noBody());
  }

  private static String authorization(String service) {
    return "AWS4-HMAC-SHA256 Credential=local/20261201/eu-central-2/%s/aws4_request, SignedHeaders=host, Signature=0"
        .formatted(service);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
