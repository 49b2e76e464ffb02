package dev.fanfare.sockets.connect;

import dev.fanfare.config.Variables;
import dev.fanfare.sockets.actions.DynamoSendLimits;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator has decided about who may connect.
 *
 * @param isByToken whether a client must prove who it is, and is not simply believed
 * @param issuer whose web tokens count; empty when only tickets do
 * @param connects how often clients may connect
 * @param tickets the table of used tickets
 * @param ticketSecret the secret that holds the key of tickets
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
   * @param keys where it publishes its keys
   * @param name what it calls itself
   * @param audience what it calls us
   */
  public record Issuer(URI keys, String name, String audience) {}

  /**
   * @param sessions the table of sessions that have ended
   * @param budgets the table of budgets
   * @param perUser connects of one user in a minute
   * @param perSource connects of all anonymous clients of one address in a minute
   */
  public record Connects(String sessions, String budgets, int perUser, int perSource) {}

  /**
   * @throws dev.fanfare.config.ConfigurationException telling all that is wrong
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

  /** All of it or nothing: keys alone would let in whoever has a token for any other service. */
  private static Optional<Issuer> issuer(Variables variables) {
    String address = variables.textOrBlank("JWKS_URL");
    String name = variables.textOrBlank("JWT_ISSUER");
    String audience = variables.textOrBlank("JWT_AUDIENCE");
    if (address.isEmpty()) {
      return Optional.empty();
    }
    if (name.isEmpty() || audience.isEmpty()) {
      variables.problem(
          "JWKS_URL is \"" + address + "\": JWT_ISSUER and JWT_AUDIENCE must be set with it");
    }
    URI keys = variables.address("JWKS_URL");
    if (address.startsWith("http:") && !LOOPBACK.contains(keys.getHost())) {
      variables.problem("JWKS_URL is \"" + address + "\": must be https, but on this machine");
    }
    return Optional.of(new Issuer(keys, name, audience));
  }
}
