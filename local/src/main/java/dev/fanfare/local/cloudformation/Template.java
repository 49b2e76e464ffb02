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
 * A SAM template with every parameter and function resolved. It is the file that deploys to AWS, so
 * reading is strict: a mistake in it shows on one machine.
 *
 * @param specs what the resource types have read, in the order of the template
 * @param listing what CloudFormation's API shows of it
 * @param outputs the resolved outputs by name
 * @param noEffects the parts that have no effect on one machine, in the order of the template
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
   * @param parameters values by name; a parameter without one takes its default
   * @param types the types of resources that the template may have
   * @throws UnsupportedTemplateException if anything in it is wrong or not supported
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

  /** All specs of a class, in the order of the template. */
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
   * @throws UnsupportedTemplateException if it is not YAML that CloudFormation takes
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
