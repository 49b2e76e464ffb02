package dev.fanfare.sockets.identity;

import dev.fanfare.text.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a key set over HTTP. It does not follow redirects, because the operator trusts one
 * address only. Each fetch uses a new client, because fetches are minutes apart.
 */
public final class HttpKeySource implements KeySource {
  static final int MAX_BYTES = 64 * 1024;
  private static final int OK = 200;

  private final URI address;
  private final Duration patience;

  /**
   * @param patience the timeout for the whole response, including the body
   */
  public HttpKeySource(URI address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  @Override
  public String fetch() throws IOException {
    var answer =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build()
            .sendAsync(
                HttpRequest.newBuilder(address).header("Accept", "application/json").build(),
                info -> new LimitedBody(MAX_BYTES));
    try {
      return text(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading " + address, e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException(address + " did not answer within " + patience, e);
    } catch (ExecutionException e) {
      throw new IOException(address + ": " + Reason.of(e), e);
    }
  }

  private String text(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() != OK) {
      throw new IOException(address + " answers " + answer.statusCode());
    }
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
