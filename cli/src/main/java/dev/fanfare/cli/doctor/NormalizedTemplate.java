package dev.fanfare.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import dev.fanfare.text.JsonErrors;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads documents into maps, lists and texts, so that two documents with the same meaning become
 * equal. Scalars become texts: {@code 14} equals {@code "14"}.
 */
final class NormalizedTemplate {
  private NormalizedTemplate() {}

  /**
   * Reads JSON.
   *
   * @throws IllegalArgumentException if the text is not valid JSON
   */
  static Object ofJson(String text) {
    try {
      return of(Json.MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not valid JSON: " + JsonErrors.describe(e), e);
    }
  }

  private static Object of(JsonNode node) {
    if (node.isObject()) {
      var map = new LinkedHashMap<String, Object>();
      node.properties().forEach(field -> map.put(field.getKey(), of(field.getValue())));
      return map;
    }
    if (node.isArray()) {
      var list = new ArrayList<Object>();
      node.forEach(item -> list.add(of(item)));
      return list;
    }
    return node.asText();
  }

  /**
   * Reads a CloudFormation template in YAML or JSON. The short form of an intrinsic function
   * becomes the long one, because deployment tools rewrite it so.
   *
   * @throws IllegalArgumentException if the text is not valid YAML
   */
  static Object ofTemplate(String text) {
    try {
      return of(new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text)));
    } catch (YAMLException e) {
      throw new IllegalArgumentException("not valid YAML: " + e.getMessage(), e);
    }
  }

  private static Object of(Node node) {
    Object value = plain(node);
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!") || tag.length() == 1) {
      return value;
    }
    String name = tag.substring(1);
    if (name.equals("Ref") || name.equals("Condition")) {
      return Map.of(name, value);
    }
    boolean isDotted = name.equals("GetAtt") && value instanceof String;
    return Map.of("Fn::" + name, isDotted ? List.of(((String) value).split("\\.", 2)) : value);
  }

  private static Object plain(Node node) {
    if (node instanceof MappingNode mapping) {
      var map = new LinkedHashMap<String, Object>();
      mapping
          .getValue()
          .forEach(
              field ->
                  map.put(((ScalarNode) field.getKeyNode()).getValue(), of(field.getValueNode())));
      return map;
    }
    return node instanceof SequenceNode sequence
        ? sequence.getValue().stream().map(NormalizedTemplate::of).toList()
        : ((ScalarNode) node).getValue();
  }
}
