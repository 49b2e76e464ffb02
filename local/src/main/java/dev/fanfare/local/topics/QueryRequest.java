package dev.fanfare.local.topics;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of one call in AWS's query protocol: a flat form, whose names say where in a
 * structure a value stands, as in {@code Attributes.entry.1.key}.
 */
final class QueryRequest {
  private final Map<String, String> parameters;

  private QueryRequest(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  static QueryRequest parse(String form) {
    var parameters = new LinkedHashMap<String, String>();
    for (var pair : form.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return new QueryRequest(parameters);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  String required(String name) {
    return text(name).orElseThrow(() -> QueryException.invalid(name));
  }

  /** The entries of a list or a map, in order: what is below {@code <name>.1.} and so on. */
  List<QueryRequest> entries(String name) {
    var entries = new ArrayList<QueryRequest>();
    for (int i = 1; ; i++) {
      var below = below(name + "." + i + ".");
      if (below.isEmpty()) {
        return entries;
      }
      entries.add(new QueryRequest(below));
    }
  }

  private Map<String, String> below(String prefix) {
    var below = new LinkedHashMap<String, String>();
    parameters.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            below.put(name.substring(prefix.length()), value);
          }
        });
    return below;
  }

  /** A map of texts. */
  Map<String, String> texts(String name) {
    var texts = new LinkedHashMap<String, String>();
    entries(name + ".entry")
        .forEach(entry -> texts.put(entry.required("key"), entry.required("value")));
    return texts;
  }
}
