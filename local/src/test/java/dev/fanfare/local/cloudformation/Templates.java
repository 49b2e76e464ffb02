package dev.fanfare.local.cloudformation;

import dev.fanfare.local.StackTypes;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.StackIdentity;
import dev.fanfare.local.cloudformation.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Templates for the tests: a complete one, and small ones of a few lines. */
public final class Templates {
  public static final StackIdentity STACK =
      new StackIdentity("fanfare", new LocalAccount("eu-central-2", "000000000000"));
  public static final List<ResourceType> TYPES =
      StackTypes.all(name -> "http://127.0.0.1:9324/000000000000/" + name, 10);

  private Templates() {}

  /** The complete template, as text. */
  static String whole() {
    return resource("whole.yaml");
  }

  /** Reads a template from a folder that also contains the state machine's definition. */
  static Template read(Path folder, String yaml, Map<String, String> parameters) {
    try {
      Files.writeString(folder.resolve("machine.asl.json"), resource("machine.asl.json"));
      var file = Files.writeString(folder.resolve("template.yaml"), yaml);
      return Template.read(file, parameters, STACK, TYPES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Template read(Path folder, String yaml) {
    return read(folder, yaml, Map.of());
  }

  /** The problems of an invalid template, as text. */
  public static List<String> problems(Path folder, String yaml) {
    try {
      read(folder, yaml);
    } catch (UnsupportedTemplateException e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
    throw new AssertionError("the template was accepted");
  }

  /** A template with only these resources. */
  public static String of(String resources) {
    return "Transform: AWS::Serverless-2016-10-31\nResources:\n" + resources.indent(2);
  }

  /**
   * A template whose only output is this value, and that has a queue, a function and a parameter.
   */
  public static String withOutput(String value) {
    return """
        Transform: AWS::Serverless-2016-10-31
        Parameters:
          Colour: {Type: String, Default: blue}
        Conditions:
          IsBlue: !Equals [!Ref Colour, blue]
          IsRed: !Equals [!Ref Colour, red]
        Mappings:
          Sizes: {blue: {small: 1, all: [1, 2]}}
        Resources:
          Jobs: {Type: "AWS::SQS::Queue"}
          Work:
            Type: AWS::Serverless::Function
            Properties: {Handler: a.B, Runtime: java25, CodeUri: a.jar, AutoPublishAlias: live}
        Outputs:
          It:
            Value: %s
        """
        .formatted(value);
  }

  private static String resource(String name) {
    try (var stream = Templates.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
