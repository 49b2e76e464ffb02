package dev.fanfare.local.stepfunctions;

import dev.fanfare.local.cloudformation.resources.Identity;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.iam.RoleSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code AWS::Serverless::StateMachine} of type STANDARD, with its definition in a file. */
public final class StateMachineType {
  private static final String SUBSTITUTIONS = "DefinitionSubstitutions";
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  public static final ResourceType STATE_MACHINE =
      ResourceType.of(StateMachineType.class, "AWS::Serverless::StateMachine")
          .named("Name", 80)
          .ref(StateMachineType::arn)
          .arn("Arn", StateMachineType::arn)
          .attribute("Name", Identity::name)
          .withOwnRole()
          .deployedAs("AWS::StepFunctions::StateMachine")
          .reads(StateMachineType::read);

  private StateMachineType() {}

  private static String arn(Identity identity) {
    return identity.account().stateMachineArn(identity.name());
  }

  private static Optional<StateMachineSpec> read(Resource machine) {
    var file = machine.all().directory().resolve(machine.text("DefinitionUri")).normalize();
    var role = RoleSpec.of(machine);
    return definition(machine, file)
        .map(
            text ->
                new StateMachineSpec(
                    machine.logicalId(),
                    machine.name(),
                    machine.arn(),
                    file,
                    substituted(machine, text),
                    role));
  }

  private static Optional<String> definition(Resource machine, Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      machine.refuse("DefinitionUri", file.toString(), "cannot be read: " + e);
      return Optional.empty();
    }
  }

  private static String substituted(Resource machine, String definition) {
    var values = machine.properties().section(SUBSTITUTIONS).texts();
    var unused = new LinkedHashSet<>(values.keySet());
    var text =
        SUBSTITUTION
            .matcher(definition)
            .replaceAll(
                match -> {
                  var name = match.group(1);
                  unused.remove(name);
                  if (!values.containsKey(name)) {
                    machine.refuse(
                        SUBSTITUTIONS,
                        "${" + name + "}",
                        "the definition uses this, but it has no value");
                  }
                  return Matcher.quoteReplacement(values.getOrDefault(name, match.group()));
                });
    for (var name : unused) {
      machine.refuse(SUBSTITUTIONS + "." + name, name, "the definition does not use this");
    }
    return text;
  }
}
