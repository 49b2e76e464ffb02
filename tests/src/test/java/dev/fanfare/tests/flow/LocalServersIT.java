package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.http.AwsService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A page that is open in the same browser must not reach the local stack. Its servers refuse it by
 * the Origin that the browser sends, or by the name under which it finds this machine. The endpoint
 * of the AWS APIs does so before it reads a body, for all services, whether ours or a library's.
 */
@OnStack(StackKind.SMALL_SHARDS)
class LocalServersIT {
  private static final int MILLIS = 5_000;

  @Test
  void request_ofAForeignPage_isRefusedBeforeItsBodyArrives(Flow flow) {
    for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1.evil.example")) {
      assertThat(answers(flow, "localhost", "Origin: " + origin))
          .allSatisfy(
              (server, answer) ->
                  assertThat(answer)
                      .as(server)
                      .startsWith("HTTP/1.1 403 ")
                      .containsIgnoringCase("origin"));
    }
  }

  @Test
  void request_byAForeignName_isRefusedAndLearnsHowToAllowIt(Flow flow) {
    assertThat(answers(flow, "rebind.example", "Accept: */*"))
        .allSatisfy(
            (server, answer) ->
                assertThat(answer)
                    .as(server)
                    .startsWith("HTTP/1.1 403 ")
                    .contains("--allow-host rebind.example"));
  }

  @Test
  void request_unsignedToAnUnknownPath_isRefusedBeforeItsBodyArrives(Flow flow) {
    String head = head("/nowhere", "localhost", "Accept: */*", 100_000);

    assertThat(answer(flow.endpoints().apis(), head))
        .startsWith("HTTP/1.1 403 ")
        .contains("Missing Authentication Token");
  }

  /**
   * Sends the head of a POST without its body to each service. The gateway is an exception: its
   * requests hold no thread, so it reads the body first.
   */
  private static Map<String, String> answers(Flow flow, String host, String header) {
    var answers = new TreeMap<String, String>();
    for (AwsService service : AwsService.values()) {
      String signed = header + "\r\n" + authorization(service.signingName());
      String head = head("/", host, signed, 100_000);
      answers.put(service.name(), answer(flow.endpoints().apis(), head));
    }
    answers.put("gateway", answer(flow.endpoints().connections(), head("/", host, header, 0)));
    return answers;
  }

  private static String authorization(String service) {
    return "Authorization: AWS4-HMAC-SHA256 Credential=local/20261201/eu-central-2/%s/aws4_request, SignedHeaders=host, Signature=0"
        .formatted(service);
  }

  private static String head(String path, String host, String headers, int length) {
    return "POST %s HTTP/1.1\r\nHost: %s\r\n%s\r\nContent-Length: %d\r\n\r\n"
        .formatted(path, host, headers, length);
  }

  private static String answer(URI server, String head) {
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      var answer = new StringBuilder();
      byte[] buffer = new byte[2048];
      while (answer.indexOf("\r\n\r\n") < 0 || answer.toString().endsWith("\r\n\r\n")) {
        int read = socket.getInputStream().read(buffer);
        if (read < 0) {
          break;
        }
        answer.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
      }
      return answer.toString();
    } catch (java.net.SocketTimeoutException e) {
      return "no answer";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
