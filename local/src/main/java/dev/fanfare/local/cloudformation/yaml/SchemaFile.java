package dev.fanfare.local.cloudformation.yaml;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads schemas from YAML resources. A block maps names to schemas. An exclamation mark after a
 * name makes it required. {@code without effect} maps each reason to the properties that have no
 * effect for that reason. The other schemas are:
 *
 * <ul>
 *   <li>{@code any}, {@code text}, {@code any text} (which may be empty), {@code whole} (a number
 *       that fits an {@code int}), {@code decimal} and {@code flag}
 *   <li>{@code one of A, B} and {@code matches <regular expression>}
 *   <li>{@code [<schema>]}: a list; {@code one or many}, before a schema or as the only key: a list
 *       or a single item
 *   <li>{@code any key} as the only key: a mapping with any keys
 *   <li>{@code by Type} as the only key: a block for each value of its property {@code Type}
 *   <li>{@code <folder>/types.yaml#<name>}: a block of another service
 * </ul>
 */
final class SchemaFile {
  private static final String ROOT = "dev/fanfare/local/";
  private static final String MANY = "one or many";
  private static final String ONE_OF = "one of ";
  private static final String MATCHES = "matches ";
  private static final Map<String, Map<String, Object>> FILES = new ConcurrentHashMap<>();

  private SchemaFile() {}

  static Schema.Block block(String file, String name) {
    Object block = FILES.computeIfAbsent(file, SchemaFile::load).get(name);
    return block((Map<?, ?>) requireNonNull(block, name));
  }

  private static Map<String, Object> load(String file) {
    try (var yaml = SchemaFile.class.getClassLoader().getResourceAsStream(file)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Schema schema(Object notation) {
    if (notation instanceof List<?> list) {
      return new Schema.ListOf(schema(list.get(0)));
    }
    return notation instanceof Map<?, ?> map ? mapping(map) : scalar((String) notation);
  }

  private static Schema mapping(Map<?, ?> notation) {
    if (notation.containsKey("any key")) {
      return new Schema.MapOf(schema(notation.get("any key")));
    }
    if (notation.containsKey(MANY)) {
      return new Schema.OneOrMany(schema(notation.get(MANY)));
    }
    if (notation.get("by Type") instanceof Map<?, ?> types) {
      var blocks = new TreeMap<String, Schema.Block>();
      types.forEach((type, block) -> blocks.put((String) type, block((Map<?, ?>) block)));
      return new Schema.ByType(blocks);
    }
    return block(notation);
  }

  private static Schema.Block block(Map<?, ?> notation) {
    var properties = new LinkedHashMap<String, Schema.Property>();
    add(notation, Optional.empty(), properties);
    return new Schema.Block(properties);
  }

  private static void add(
      Map<?, ?> notation, Optional<String> noEffect, Map<String, Schema.Property> properties) {
    notation.forEach(
        (key, value) -> {
          var name = key.toString().replaceFirst("!$", "");
          if (name.equals("without effect")) {
            ((Map<?, ?>) value)
                .forEach(
                    (reason, block) ->
                        add((Map<?, ?>) block, Optional.of((String) reason), properties));
          } else {
            boolean isRequired = !key.equals(name);
            properties.put(name, new Schema.Property(schema(value), isRequired, noEffect));
          }
        });
  }

  private static Schema scalar(String notation) {
    if (notation.startsWith(MANY)) {
      return new Schema.OneOrMany(scalar(notation.substring(MANY.length() + 1)));
    }
    if (notation.startsWith(ONE_OF)) {
      return Schema.oneOf(List.of(notation.substring(ONE_OF.length()).split(", ")));
    }
    if (notation.startsWith(MATCHES)) {
      var pattern = Pattern.compile(notation.substring(MATCHES.length()));
      return new Schema.Scalar(pattern.asMatchPredicate(), "must match " + pattern);
    }
    return switch (notation) {
      case "any" -> new Schema.Anything();
      case "text" -> new Schema.Scalar(text -> !text.isEmpty(), "must be text that is not empty");
      case "any text" -> new Schema.Scalar(text -> true, "must be text");
      case "whole" -> matching("-?[0-9]{1,9}", "must be a whole number");
      case "decimal" -> matching("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?", "must be a number");
      case "flag" -> Schema.oneOf(List.of("true", "false"));
      default -> {
        int name = notation.indexOf('#');
        yield block(ROOT + notation.substring(0, name), notation.substring(name + 1));
      }
    };
  }

  private static Schema matching(String pattern, String rule) {
    return new Schema.Scalar(Pattern.compile(pattern).asMatchPredicate(), rule);
  }
}
