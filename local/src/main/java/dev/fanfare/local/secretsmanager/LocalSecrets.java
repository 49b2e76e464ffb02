package dev.fanfare.local.secretsmanager;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Input;
import dev.fanfare.local.http.Protocol;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operation of Secrets Manager that functions call: {@code GetSecretValue} of the current
 * version. The stack generates the secrets when it starts and keeps them in memory.
 */
public final class LocalSecrets implements Api {
  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String PUNCTUATION = "!#$%&()*+,-./:;<=>?@[]^_{|}~";

  private final Map<String, Secret> secrets = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  private record Secret(SecretSpec spec, String value) {}

  @Override
  public HttpHandler handler() {
    return AwsApi.handler(
        "Secrets Manager",
        Map.of("GetSecretValue", Action.of(this::value, "SecretId")),
        Protocol.json("secretsmanager", "1.1"));
  }

  /** Generates a secret with a value of random characters. */
  public void generate(SecretSpec spec) {
    String alphabet = LETTERS_AND_DIGITS + (spec.hasPunctuation() ? PUNCTUATION : "");
    var value = new StringBuilder();
    random.ints(spec.length(), 0, alphabet.length()).forEach(i -> value.append(alphabet.charAt(i)));
    secrets.put(spec.arn(), new Secret(spec, value.toString()));
  }

  private Map<String, Object> value(Input input) {
    String id = input.required("SecretId");
    return secrets.values().stream()
        .filter(secret -> secret.spec().arn().equals(id) || secret.spec().name().equals(id))
        .findFirst()
        .map(
            secret ->
                Map.<String, Object>of(
                    "ARN",
                    secret.spec().arn(),
                    "Name",
                    secret.spec().name(),
                    "SecretString",
                    secret.value()))
        .orElseThrow(
            () ->
                new ApiError(
                    400,
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret."));
  }
}
