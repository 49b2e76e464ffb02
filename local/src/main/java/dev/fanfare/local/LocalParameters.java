package dev.fanfare.local;

import dev.fanfare.local.cloudformation.Template;
import dev.fanfare.local.issuer.DevelopmentIssuer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Defaults of parameters that are others on one machine: here clients are believed, and where
 * tokens are asked for, they are those of the development issuer.
 */
final class LocalParameters {
  private LocalParameters() {}

  /**
   * What the template's parameters are, as far as they are not left to the template. What the
   * settings give stands above all defaults.
   */
  static Map<String, String> of(StackSettings settings, DevelopmentIssuer issuer)
      throws IOException {
    Map<String, String> given = settings.parameters();
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("Authentication", "claims");
    parameters.put("AllowedOrigins", "*");
    // Not the Region's: the local gateway grants the same in every Region.
    parameters.put(
        "AccountPostRate", Long.toString((long) settings.quotas().requests().perSecond()));
    if (!given.containsKey("JwksUrl")) {
      parameters.put("JwksUrl", issuer.keys().toString());
      parameters.put("JwtIssuer", issuer.endpoint().toString());
      parameters.put("JwtAudience", DevelopmentIssuer.AUDIENCE);
    }
    parameters.keySet().retainAll(Template.parameters(settings.template()));
    parameters.putAll(given);
    return parameters;
  }
}
