package dev.fanfare.sockets.connect;

import dev.fanfare.config.Variables;
import dev.fanfare.sockets.actions.DynamoSendLimits;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's settings for who may connect.
 *
 * @param isByToken whether a client must present a token; otherwise Fanfare trusts the client's
 *     claims
 * @param issuer the issuer of accepted web tokens; empty if only tickets are accepted
 * @param connects the limits on connects
 * @param tickets the table of used tickets
 * @param ticketSecret the name of the secret with the ticket key
 */
public record AuthorizeConfig(
    boolean isByToken,
    Optional<Issuer> issuer,
    Connects connects,
    String tickets,
    String ticketSecret) {
  private static final int MAX_CONNECT_LIMIT = 1_000;
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost");

  /**
   * @param keys the URL of the issuer's key set
   * @param name the issuer's name, the claim {@code iss}
   * @param audience the audience that tokens must have
   */
  public record Issuer(URI keys, String name, String audience) {}

  /**
   * @param sessions the table of ended sessions
   * @param budgets the budgets table
   * @param perUser connects per user and minute
   * @param perSource connects per minute of all anonymous clients of one address
   */
  public record Connects(String sessions, String budgets, int perUser, int perSource) {}

  /**
   * @throws dev.fanfare.config.ConfigurationException with all invalid or missing variables
   */
  public static AuthorizeConfig from(Map<String, String> environment) {
    var variables = new Variables(environment);
    var config =
        new AuthorizeConfig(
            variables.choice("AUTHENTICATION", List.of("tokens", "claims")).equals("tokens"),
            issuer(variables),
            connects(variables),
            variables.text("TICKETS_TABLE"),
            variables.text("TICKET_SECRET"));
    variables.check();
    return config;
  }

  private static Connects connects(Variables variables) {
    int perUser = variables.number("MAX_CONNECTS_PER_MINUTE", 1, MAX_CONNECT_LIMIT);
    return new Connects(
        variables.text("SESSIONS_TABLE"),
        variables.text("BUDGETS_TABLE"),
        perUser,
        perUser * DynamoSendLimits.anonymousPerSource(variables));
  }

  /**
   * Requires all three settings or none: with the keys alone, a token for any other service would
   * be accepted.
   */
  private static Optional<Issuer> issuer(Variables variables) {
    String address = variables.textOrBlank("JWKS_URL");
    String name = variables.textOrBlank("JWT_ISSUER");
    String audience = variables.textOrBlank("JWT_AUDIENCE");
    if (address.isEmpty()) {
      return Optional.empty();
    }
    if (name.isEmpty() || audience.isEmpty()) {
      variables.problem(
          "JWKS_URL is \"" + address + "\": JWT_ISSUER and JWT_AUDIENCE must also be set");
    }
    URI keys = variables.address("JWKS_URL");
    if (address.startsWith("http:") && !LOOPBACK.contains(keys.getHost())) {
      variables.problem(
          "JWKS_URL is \"" + address + "\": must be https unless the host is this machine");
    }
    return Optional.of(new Issuer(keys, name, audience));
  }
}
