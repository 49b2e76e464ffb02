package dev.fanfare.local.cloudformation.yaml;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML as CloudFormation does. Short tags become their long form: {@code !Sub} is {@code
 * Fn::Sub}. The reader rejects duplicate keys, nulls, aliases, merge keys and unknown tags. It uses
 * the nodes of the YAML parser, so that no tag constructs an object and each value has its line.
 */
public final class YamlFile {
  private static final Set<String> SHORT_TAGS =
      Set.of(
          "And",
          "Equals",
          "FindInMap",
          "GetAtt",
          "If",
          "Join",
          "Not",
          "Or",
          "Select",
          "Split",
          "Sub");
  private static final Pattern PLAIN_INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Set<Tag> SCALARS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE);

  private final Problems problems;
  private final Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlFile(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @return empty if it is not a YAML mapping; the problems say why
   * @throws IOException if the file cannot be read
   */
  public static Optional<Value.Fields> read(Path file, Problems problems) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      var root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
      if (root == null) {
        problems.missing("template", 0, "the file is empty");
        return Optional.empty();
      }
      if (new YamlFile(problems).value(root, "template", 1) instanceof Value.Fields fields) {
        return Optional.of(fields);
      }
      problems.add("template", 1, "", "a template is a mapping with a key Resources");
    } catch (MarkedYAMLException e) {
      var mark = Optional.ofNullable(e.getProblemMark());
      problems.add(
          "template", mark.map(m -> m.getLine() + 1).orElse(0), "", "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.add("template", 0, "", "not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Value value(Node node, String path, int line) {
    if (!visited.add(node)) {
      return unresolvable(
          path, line, "*alias", "CloudFormation supports no YAML aliases; write the value out");
    }
    var tag = node.getTag().getValue();
    if (tag.startsWith("!")) {
      return tagged(node, tag.substring(1), path, line);
    }
    return plain(node, path, line);
  }

  private Value tagged(Node node, String tag, String path, int line) {
    var argument =
        node instanceof ScalarNode scalar
            ? new Value.Text(scalar.getValue(), line)
            : plain(node, path, line);
    if (tag.equals("Ref") || tag.equals("Condition")) {
      return new Value.Fields(Map.of(tag, argument), line);
    }
    if (!SHORT_TAGS.contains(tag)) {
      return unresolvable(path, line, "!" + tag, "the local stack does not support this function");
    }
    return new Value.Fields(Map.of("Fn::" + tag, argument), line);
  }

  private Value plain(Node node, String path, int line) {
    if (node instanceof MappingNode mapping) {
      return fields(mapping, path, line);
    }
    if (node instanceof SequenceNode sequence) {
      var items = new ArrayList<Value>();
      for (var item : sequence.getValue()) {
        items.add(value(item, path + "[" + items.size() + "]", lineOf(item)));
      }
      return new Value.Items(items, line);
    }
    return scalar((ScalarNode) node, path, line);
  }

  private Value fields(MappingNode mapping, String path, int line) {
    var entries = new LinkedHashMap<String, Value>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(path, lineOf(tuple.getKeyNode()), "", "a key must be a string");
        continue;
      }
      var name = key.getValue();
      var at = path.equals("template") ? name : path + "." + name;
      if (key.getTag().equals(Tag.MERGE)) {
        problems.add(
            path, lineOf(key), name, "CloudFormation supports no YAML merge keys; write them out");
      } else if (entries.containsKey(name)) {
        problems.add(
            at, lineOf(key), name, "this key is already given at line " + entries.get(name).line());
      } else {
        entries.put(name, value(tuple.getValueNode(), at, lineOf(key)));
      }
    }
    return new Value.Fields(entries, line);
  }

  private Value scalar(ScalarNode scalar, String path, int line) {
    var tag = scalar.getTag();
    var text = scalar.getValue();
    if (!SCALARS.contains(tag)) {
      return unresolvable(path, line, tag.toString(), "the local stack does not support this tag");
    }
    if (tag.equals(Tag.NULL)) {
      return unresolvable(path, line, text, "null is not allowed in a template");
    }
    if (tag.equals(Tag.BOOL)) {
      var isYes = Set.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT));
      return new Value.Text(Boolean.toString(isYes), line);
    }
    if (tag.equals(Tag.INT) && !PLAIN_INTEGER.matcher(text).matches()) {
      return unresolvable(
          path, line, text, "YAML reads this as a different number; put it in quotes");
    }
    return new Value.Text(text, line);
  }

  private Value unresolvable(String path, int line, String value, String rule) {
    problems.add(path, line, value, rule);
    return new Value.Unresolvable(line);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
