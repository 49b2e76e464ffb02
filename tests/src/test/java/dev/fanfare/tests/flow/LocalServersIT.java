package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.loopback.LocalEndpoints;
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
 * A page that is open in the same browser must not reach the local stack. Each of our own servers
 * refuses it by the Origin that the browser sends, before it reads the body.
 */
@OnStack(StackKind.SMALL_SHARDS)
class LocalServersIT {
  private static final int MILLIS = 5_000;

  /** Servers from libraries, which accept any page. */
  private static final List<String> LIBRARIES =
      List.of(LocalEndpoints.DYNAMODB, LocalEndpoints.S3, LocalEndpoints.SQS);

  @Test
  void request_ofAForeignPage_isRefusedBeforeItsBodyArrives(Flow flow) {
    assertThat(statuses(flow, "/", "https://evil.example")).allSatisfy(LocalServersIT::isRefused);
    assertThat(statuses(flow, "/", "null")).allSatisfy(LocalServersIT::isRefused);
    assertThat(statuses(flow, "/", "http://127.0.0.1.evil.example"))
        .allSatisfy(LocalServersIT::isRefused);
  }

  private static void isRefused(String server, String answer) {
    assertThat(answer).as(server).startsWith("HTTP/1.1 403 ").containsIgnoringCase("origin");
  }

  @Test
  void request_toAnUnknownPath_isNotFoundBeforeItsBodyArrives(Flow flow) {
    var answers = statuses(flow, "/nowhere", "http://localhost:3000");

    answers.remove("gateway"); // The gateway answers 403, as API Gateway does.
    assertThat(answers)
        .allSatisfy((server, answer) -> assertThat(answer).as(server).startsWith("HTTP/1.1 404 "));
  }

  /**
   * Sends the head of a POST without its body to each of our servers. The gateway is an exception:
   * its requests hold no thread, so it reads the body first.
   */
  private static Map<String, String> statuses(Flow flow, String path, String origin) {
    var endpoints = flow.endpoints();
    var answers = new TreeMap<String, String>();
    endpoints
        .services()
        .forEach(
            (name, server) -> {
              if (!LIBRARIES.contains(name)) {
                answers.put(name, answer(server, path, origin, 100_000));
              }
            });
    answers.put("gateway", answer(endpoints.connections(), path, origin, 0));
    return answers;
  }

  private static String answer(URI server, String path, String origin, int length) {
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(MILLIS);
      String head =
          "POST %s HTTP/1.1\r\nHost: localhost\r\nOrigin: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(path, origin, length);
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
