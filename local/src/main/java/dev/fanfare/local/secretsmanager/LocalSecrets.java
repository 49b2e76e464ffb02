package dev.fanfare.local.secretsmanager;

import dev.fanfare.local.http.LoopbackJson;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secrets Manager's API, as far as a function needs it: {@code GetSecretValue} of the current
 * version. Secrets are generated when the stack starts and end with it.
 */
public final class LocalSecrets implements LocalService {
  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String PUNCTUATION = "!#$%&()*+,-./:;<=>?@[]^_{|}~";
  private static final String GET = "secretsmanager.GetSecretValue";

  private final Map<String, Secret> secrets = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final LoopbackHttp http;

  private record Secret(String arn, String name, String value) {}

  private LocalSecrets(int port) {
    this.http = LoopbackJson.start("Secrets Manager", port, List.of("/"), this::answer);
  }

  /**
   * Starts without a secret.
   *
   * @param port 0 for any free one
   * @throws ServiceStartException when the port is taken
   */
  public static LocalSecrets start(int port) {
    return new LocalSecrets(port);
  }

  /** Makes a secret of random characters. */
  public void generate(String arn, String name, int length, boolean hasPunctuation) {
    String alphabet = LETTERS_AND_DIGITS + (hasPunctuation ? PUNCTUATION : "");
    var value = new StringBuilder();
    random.ints(length, 0, alphabet.length()).forEach(i -> value.append(alphabet.charAt(i)));
    secrets.put(arn, new Secret(arn, name, value.toString()));
  }

  private LoopbackJson.Response answer(LoopbackJson.Request request) {
    if (!request.target().equals(GET)) {
      return refusal("UnknownOperationException", "only GetSecretValue is known here");
    }
    String id = request.body().path("SecretId").asText();
    return secrets.values().stream()
        .filter(secret -> secret.arn().equals(id) || secret.name().equals(id))
        .findFirst()
        .map(LocalSecrets::value)
        .orElseGet(
            () ->
                refusal(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret."));
  }

  private static LoopbackJson.Response value(Secret secret) {
    return new LoopbackJson.Response(
        200, Map.of("ARN", secret.arn(), "Name", secret.name(), "SecretString", secret.value()));
  }

  private static LoopbackJson.Response refusal(String type, String message) {
    return new LoopbackJson.Response(400, Map.of("__type", type, "Message", message));
  }

  @Override
  public URI endpoint() {
    return http.endpoint();
  }

  @Override
  public void close() {
    http.close();
  }
}
