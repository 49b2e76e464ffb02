package dev.fanfare.local.cloudformation;

import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.ResourceTypes;
import dev.fanfare.local.cloudformation.resources.StackIdentity;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Value;
import dev.fanfare.local.cloudformation.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A SAM template with all parameters and functions resolved. The same file deploys to AWS, so the
 * reader is strict: it finds mistakes before a deployment does.
 *
 * @param specs the specs that the resource types have read, in template order
 * @param listing the details that the CloudFormation API returns
 * @param outputs the resolved outputs by name
 * @param noEffects the parts that have no effect on one machine, in template order
 */
public record Template(
    StackIdentity stack,
    List<Object> specs,
    StackListing listing,
    Map<String, String> outputs,
    List<NoEffect> noEffects) {

  public Template {
    specs = List.copyOf(specs);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    noEffects = List.copyOf(noEffects);
  }

  /**
   * Reads a template.
   *
   * @param file {@code CodeUri} and {@code DefinitionUri} are relative to its folder
   * @param parameters values by name; a missing parameter takes its default
   * @param types the supported resource types
   * @throws UnsupportedTemplateException if any part of the template is wrong or not supported
   * @throws IOException if the file cannot be read
   */
  public static Template read(
      Path file,
      Map<String, String> parameters,
      StackIdentity stack,
      Collection<ResourceType> types)
      throws IOException {
    return new TemplateReader(file, parameters, stack, new ResourceTypes(types)).read();
  }

  /** Returns all specs of a class, in template order. */
  public <S> List<S> all(Class<S> type) {
    return specs.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * The value of an output.
   *
   * @throws IllegalArgumentException if the template has no such output
   */
  public String output(String name) {
    String value = outputs.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the template has no output " + name + ", only " + outputs.keySet());
    }
    return value;
  }

  /**
   * The names of the parameters that a template declares.
   *
   * @throws UnsupportedTemplateException if it is not YAML that CloudFormation accepts
   * @throws IOException if the file cannot be read
   */
  public static Set<String> parameters(Path file) throws IOException {
    return YamlFile.read(file, new Problems())
        .map(template -> template.section("Parameters"))
        .map(Value.Fields::entries)
        .map(Map::keySet)
        .orElse(Set.of());
  }
}
