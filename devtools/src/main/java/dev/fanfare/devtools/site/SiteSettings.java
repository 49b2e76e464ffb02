package dev.fanfare.devtools.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.text.Json;
import java.net.URI;
import java.util.Optional;

/**
 * What a page needs to know of its stack.
 *
 * @param socket where clients connect, without credentials
 * @param issuer where a token can be fetched for any user id; empty when a client is who it says it
 *     is
 */
public record SiteSettings(URI socket, Optional<URI> issuer) {

  /** {@code {"socket": "ws://…", "issuer": "http://…"}}; no issuer, no field. */
  String json() {
    ObjectNode fields = Json.MAPPER.createObjectNode();
    fields.put("socket", socket.toString());
    issuer.ifPresent(address -> fields.put("issuer", address.toString()));
    return fields.toString();
  }

  /** Nothing but the site's own files, and no connection but to this stack. */
  String contentSecurityPolicy() {
    String reachable = origin(socket) + issuer.map(address -> " " + origin(address)).orElse("");
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
        + " connect-src 'self' "
        + reachable
        + "; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getAuthority();
  }
}
