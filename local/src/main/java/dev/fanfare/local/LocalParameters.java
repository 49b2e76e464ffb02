package dev.fanfare.local;

import dev.fanfare.local.cloudformation.Template;
import dev.fanfare.local.issuer.DevelopmentIssuer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Chooses template parameters for one machine: the stack trusts its clients, and tokens come from
 * the development issuer.
 */
final class LocalParameters {
  private LocalParameters() {}

  /**
   * Returns the parameters that differ from the template's defaults. Values in the settings take
   * precedence.
   */
  static Map<String, String> of(StackSettings settings, DevelopmentIssuer issuer)
      throws IOException {
    Map<String, String> given = settings.parameters();
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("Authentication", "claims");
    parameters.put("AllowedOrigins", "*");
    // Not the Region's limit: the local gateway has the same rate in every Region.
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
