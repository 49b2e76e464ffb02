package dev.fanfare.cli.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Checks that the WebSocket API responds at the clients' URL. Any response counts, including 403.
 */
final class Sockets implements Check {
  /** Takes the place of an IAM service prefix. A plain request needs no permission. */
  static final String SERVICE = "execute-api";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Override
  public String title() {
    return "WebSocket API";
  }

  @Override
  public List<Finding> run(CheckContext context) {
    URI sockets = URI.create(context.stack().output("SocketUrl"));
    context.ask(SERVICE + ":GET", () -> status(sockets));
    return List.of();
  }

  /** Sends a plain GET. Without an upgrade, it opens no connection and runs no function. */
  private static int status(URI sockets) {
    URI plain = URI.create(sockets.toString().replaceFirst("^ws", "http"));
    var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    try {
      return client
          .send(HttpRequest.newBuilder(plain).timeout(PATIENCE).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      String reason = e.getMessage() == null ? "no answer" : e.getMessage();
      throw SdkClientException.create(plain + ": " + reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SdkClientException.create("interrupted", e);
    }
  }
}
