package dev.fanfare.cli;

import dev.fanfare.local.LocalStack;
import dev.fanfare.local.StackPorts;
import dev.fanfare.local.StackSettings;
import dev.fanfare.local.faults.PostFaultShares;
import dev.fanfare.local.faults.SeededPostFaults;
import dev.fanfare.local.functions.FunctionStartException;
import dev.fanfare.local.gateway.PostFaults;
import dev.fanfare.local.services.ServiceStartException;
import dev.fanfare.local.states.definition.InvalidDefinitionException;
import dev.fanfare.local.template.UnsupportedTemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command that starts a local stack can be told about it. */
public final class StackOptions {
  private static final long DEFAULT_SEED = 1;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private Optional<PostFaultShares> postFaults = Optional.empty();
  private Path template = Path.of(System.getProperty("fanfare.root", "."), "template.yaml");

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the template, as for a deployment; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "The SAM template to run (default: template.yaml of this checkout).")
  private void template(Path file) {
    if (file == null) {
      return; // The option was not given.
    }
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(), "--template is " + file + ": there is no such file");
    }
    template = file;
  }

  @Option(
      names = "--post-faults",
      paramLabel = "KIND=PERCENT,...",
      description =
          "Shares of the posts to @connections that go wrong: 429 and 5xx are answered so; reset ends the"
              + " TCP connection instead of delivering, lost after delivering; slow answers 2 s late.")
  private void postFaults(String shares) {
    if (shares == null) {
      return; // The option was not given.
    }
    try {
      postFaults = Optional.of(PostFaultShares.parse(shares));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--post-faults is " + shares + ": " + e.getMessage(), e);
    }
  }

  @Option(
      names = "--fault-seed",
      paramLabel = "N",
      description = "Decides which posts --post-faults strikes (default: 1).")
  private Long faultSeed;

  /**
   * Starts a stack.
   *
   * @param defaults parameters that hold unless the operator has given others
   * @throws CommandFailure when it cannot start, with all that is wrong
   */
  public LocalStack start(Map<String, String> defaults, UnaryOperator<StackSettings> settings) {
    var merged = new LinkedHashMap<>(defaults);
    merged.putAll(parameters);
    try {
      var base = StackSettings.of(template).withParameters(merged).withPostFaults(faults());
      return LocalStack.start(settings.apply(base));
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + template + ": " + e.getMessage(), e);
    } catch (UnsupportedTemplateException
        | InvalidDefinitionException
        | FunctionStartException
        | ServiceStartException
        | IllegalArgumentException
        | StackPorts.InUseException e) {
      throw new CommandFailure("the local stack cannot start: " + e.getMessage(), e);
    }
  }

  private PostFaults faults() {
    if (postFaults.isEmpty() && faultSeed != null) {
      throw new ParameterException(
          spec.commandLine(), "--fault-seed is " + faultSeed + ": needs --post-faults");
    }
    return postFaults.isEmpty()
        ? PostFaults.NONE
        : new SeededPostFaults(postFaults.get(), faultSeed == null ? DEFAULT_SEED : faultSeed);
  }
}
