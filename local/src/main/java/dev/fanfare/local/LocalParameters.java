package dev.fanfare.local;

import dev.fanfare.local.identity.DevelopmentIssuer;
import dev.fanfare.local.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Defaults of parameters that are others on one machine: here clients are believed, and where
 * tokens are asked for, they are those of the development issuer.
 */
final class LocalParameters {
  private LocalParameters() {}

  /**
   * What the template's parameters are, as far as they are not left to the template.
   *
   * @param given stands above all defaults
   */
  static Map<String, String> of(Path template, Map<String, String> given, DevelopmentIssuer issuer)
      throws IOException {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("Authentication", "claims");
    parameters.put("AllowedOrigins", "*");
    if (!given.containsKey("JwksUrl")) {
      parameters.put("JwksUrl", issuer.keys().toString());
      parameters.put("JwtIssuer", issuer.endpoint().toString());
      parameters.put("JwtAudience", DevelopmentIssuer.AUDIENCE);
    }
    parameters.keySet().retainAll(Template.parameters(template));
    parameters.putAll(given);
    return parameters;
  }
}
