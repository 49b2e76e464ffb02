package dev.fanfare.tests.mirror;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A template's source text, with unresolved functions and with comments; the strict reader keeps
 * neither.
 */
final class TemplateText {
  private final List<String> lines;
  private final Node root;

  private TemplateText(List<String> lines, Node root) {
    this.lines = lines;
    this.root = root;
  }

  static TemplateText of(String yaml) {
    var parser = new Yaml(new SafeConstructor(new LoaderOptions()));
    return new TemplateText(yaml.lines().toList(), parser.compose(new StringReader(yaml)));
  }

  /** The node at a path of keys. */
  Optional<Node> at(String... path) {
    Node at = root;
    for (String key : path) {
      at = children(at).get(key);
      if (at == null) {
        return Optional.empty();
      }
    }
    return Optional.of(at);
  }

  /** The entries at a path of keys, in order; empty if there is no mapping. */
  Map<String, Node> entries(String... path) {
    return at(path).map(TemplateText::children).orElse(Map.of());
  }

  /** A scalar as written, including its tag: {@code 30}, {@code !Ref ShardSize}. */
  Optional<String> scalar(String... path) {
    return at(path).map(TemplateText::written);
  }

  static String written(Node node) {
    String tag = node.getTag().getValue();
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    return tag.startsWith("!") ? tag + " " + text : text;
  }

  static Map<String, Node> children(Node node) {
    var children = new LinkedHashMap<String, Node>();
    if (node instanceof MappingNode mapping) {
      mapping
          .getValue()
          .forEach(
              entry ->
                  children.put(((ScalarNode) entry.getKeyNode()).getValue(), entry.getValueNode()));
    }
    return children;
  }

  static List<Node> items(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
  }

  /** All scalars below a path of keys. */
  List<ScalarNode> scalars(String... path) {
    var scalars = new ArrayList<ScalarNode>();
    at(path).ifPresent(node -> visit(node, scalars::add));
    return scalars;
  }

  /** All mappings below a path of keys. */
  List<MappingNode> mappings(String... path) {
    var mappings = new ArrayList<MappingNode>();
    at(path).ifPresent(node -> visitMappings(node, mappings::add));
    return mappings;
  }

  /** The line number, counted from 1. */
  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  /**
   * Whether the line above is a comment.
   *
   * @param line counted from 1
   */
  boolean isCommentAbove(int line) {
    return line > 1 && lines.get(line - 2).strip().startsWith("#");
  }

  private static void visit(Node node, Consumer<ScalarNode> visitor) {
    if (node instanceof ScalarNode scalar) {
      visitor.accept(scalar);
    } else if (node instanceof SequenceNode) {
      items(node).forEach(item -> visit(item, visitor));
    } else {
      children(node).values().forEach(child -> visit(child, visitor));
    }
  }

  private static void visitMappings(Node node, Consumer<MappingNode> visitor) {
    if (node instanceof SequenceNode) {
      items(node).forEach(item -> visitMappings(item, visitor));
    } else if (node instanceof MappingNode mapping) {
      visitor.accept(mapping);
      children(node).values().forEach(child -> visitMappings(child, visitor));
    }
  }
}
