package dev.fanfare.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Builds a tree from a flat form. {@code A.member.2.B=x} is member B of the second element of list
 * A; {@code A.entry.2.key=x} is the second key of map A, which becomes a list of keys and values.
 */
final class QueryForm {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> LISTS = Set.of("member", "entry");

  /** More than any structure of these services needs. */
  private static final int MAX_DEPTH = 16;

  private QueryForm() {}

  /**
   * @throws IllegalArgumentException if an escape is invalid or a name has too many parts
   */
  static JsonNode parse(String form) {
    var root = new Branch();
    for (var pair : form.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String[] path = decode(pair.substring(0, equals)).split("\\.");
        if (path.length > MAX_DEPTH) {
          throw new IllegalArgumentException(
              "a parameter has more than %d levels".formatted(MAX_DEPTH));
        }
        root.put(path, decode(pair.substring(equals + 1)));
      }
    }
    return root.node();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** A node of the tree: a string or branches. */
  private static final class Branch {
    private final Map<String, Branch> children = new TreeMap<>(Branch::inOrder);
    private String text = "";

    void put(String[] path, String value) {
      Branch branch = this;
      for (String step : path) {
        branch = branch.children.computeIfAbsent(step, name -> new Branch());
      }
      branch.text = value;
    }

    JsonNode node() {
      if (children.isEmpty()) {
        return NODES.textNode(text);
      }
      if (children.size() == 1 && LISTS.containsAll(children.keySet())) {
        var items = NODES.arrayNode();
        Branch list = children.values().iterator().next();
        list.children.values().forEach(item -> items.add(item.node()));
        return items;
      }
      ObjectNode fields = NODES.objectNode();
      children.forEach((name, branch) -> fields.set(name, branch.node()));
      return fields;
    }

    /** Sorts numbers by value. */
    private static int inOrder(String one, String other) {
      int byLength = isNumber(one) && isNumber(other) ? one.length() - other.length() : 0;
      return byLength == 0 ? one.compareTo(other) : byLength;
    }

    private static boolean isNumber(String text) {
      return text.matches("[0-9]+");
    }
  }
}
