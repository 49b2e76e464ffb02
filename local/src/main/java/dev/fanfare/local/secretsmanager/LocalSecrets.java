package dev.fanfare.local.secretsmanager;

import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Input;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.ServiceStartException;
import java.net.URI;
import java.security.SecureRandom;
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

  private final Map<String, Secret> secrets = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final LocalService api;

  private record Secret(String arn, String name, String value) {}

  private LocalSecrets(int port) {
    this.api =
        AwsApi.json(
            "Secrets Manager",
            port,
            "1.1",
            "secretsmanager",
            Map.of("GetSecretValue", this::value));
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

  private Map<String, Object> value(Input input) {
    String id = input.required("SecretId");
    return secrets.values().stream()
        .filter(secret -> secret.arn().equals(id) || secret.name().equals(id))
        .findFirst()
        .map(
            secret ->
                Map.<String, Object>of(
                    "ARN", secret.arn(), "Name", secret.name(), "SecretString", secret.value()))
        .orElseThrow(
            () ->
                new ApiError(
                    400,
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret."));
  }

  @Override
  public URI endpoint() {
    return api.endpoint();
  }

  @Override
  public void close() {
    api.close();
  }
}
