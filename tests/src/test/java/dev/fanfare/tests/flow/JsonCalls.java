package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The calls that a backend makes to a stack: it invokes functions and requests tokens. */
record JsonCalls(SharedStack shared) {

  /**
   * Invokes a function through Lambda's API.
   *
   * @param output the template output that names the function
   */
  JsonNode invoke(String output, String payload) {
    return invokeFunction(shared.stack().output(output), payload);
  }

  /** Invokes a function by its ARN. */
  JsonNode invokeFunction(String arn, String payload) {
    URI lambda = shared.stack().endpoints().apis();
    String function = arn.replace(":", "%3A");
    return post(URI.create(lambda + "/2015-03-31/functions/" + function + "/invocations"), payload);
  }

  /** Requests a token from the development issuer. */
  String token(String request) {
    return post(shared.stack().issuer().resolve("/token"), request).path("token").asText();
  }

  /** Makes the development issuer sign with new keys. */
  void rotateKeys() {
    post(shared.stack().issuer().resolve("/rotate"), "");
  }

  private static JsonNode post(URI address, String body) {
    var request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    try {
      var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return Json.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
