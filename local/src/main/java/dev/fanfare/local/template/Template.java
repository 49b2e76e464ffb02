package dev.fanfare.local.template;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a SAM template asks for, with every parameter and function resolved. It is the file that
 * deploys to AWS; so that a mistake in it shows here, reading is strict: see {@link Problem}.
 *
 * @param listing what only CloudFormation would tell of it
 * @param outputs the resolved outputs by name
 * @param noEffects what the template says that changes nothing on one machine, in its order
 */
public record Template(
    StackIdentity stack,
    List<FunctionResource> functions,
    List<StateMachineResource> stateMachines,
    List<TableResource> tables,
    List<QueueResource> queues,
    List<TopicResource> topics,
    List<ScheduleResource> schedules,
    List<BucketResource> buckets,
    List<SecretResource> secrets,
    List<SocketApiResource> socketApis,
    List<LogGroupResource> logGroups,
    StackListing listing,
    Map<String, String> outputs,
    List<NoEffect> noEffects) {

  public Template {
    functions = List.copyOf(functions);
    stateMachines = List.copyOf(stateMachines);
    tables = List.copyOf(tables);
    queues = List.copyOf(queues);
    topics = List.copyOf(topics);
    schedules = List.copyOf(schedules);
    buckets = List.copyOf(buckets);
    secrets = List.copyOf(secrets);
    socketApis = List.copyOf(socketApis);
    logGroups = List.copyOf(logGroups);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    noEffects = List.copyOf(noEffects);
  }

  /**
   * Reads a template and the definitions of its state machines.
   *
   * @param file {@code CodeUri} and {@code DefinitionUri} are relative to its folder
   * @param parameters values by name; one that is not given takes its default
   * @throws UnsupportedTemplateException when anything in it is wrong, or unknown to the local
   *     stack
   * @throws IOException when the file cannot be read
   */
  public static Template read(Path file, Map<String, String> parameters, StackIdentity stack)
      throws IOException {
    return new TemplateReader(file, parameters, stack).read();
  }

  /**
   * The value of an output.
   *
   * @throws IllegalArgumentException when the template has no such output
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
   * @throws UnsupportedTemplateException when it is no YAML that CloudFormation takes
   * @throws IOException when the file cannot be read
   */
  public static Set<String> parameters(Path file) throws IOException {
    var problems = new Problems();
    var root = TemplateFile.read(file, problems);
    return root.map(template -> template.entries().get("Parameters"))
        .filter(Value.Fields.class::isInstance)
        .map(declared -> ((Value.Fields) declared).entries().keySet())
        .orElse(Set.of());
  }
}
