package dev.fanfare.cli.stack;

import dev.fanfare.loopback.LocalEndpoints;
import java.util.Map;
import java.util.Stack;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options that select a stack. Without {@code --local}, the AWS SDK finds Region, credentials
 * and endpoints: environment variables, profile, {@code AWS_ENDPOINT_URL}.
 */
public final class StackSelection {
  private static final String DEFAULT_PORT = "" + LocalEndpoints.FIRST;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Opens a stack that is already known; null if the options select it. */
  private final @Nullable Supplier<DeployedStack> known;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = "fanfare",
      description = "The CloudFormation stack (default: ${DEFAULT-VALUE}).")
  private String name;

  private @Nullable Integer localPort;

  /** For picocli. */
  public StackSelection() {
    this.known = null;
  }

  /**
   * For a command that runs in the same process as a stack.
   *
   * @param known opens that stack, regardless of the options
   */
  public StackSelection(Supplier<DeployedStack> known) {
    this.known = known;
  }

  @Option(
      names = "--local",
      arity = "0..1",
      paramLabel = "PORT",
      fallbackValue = DEFAULT_PORT,
      preprocessor = AttachedPort.class,
      description =
          "The stack of ./fanfare local on this machine, regardless of AWS variables and"
              + " profiles; PORT is its first port (default: 4510).")
  private void local(@Nullable Integer port) {
    if (port != null && (port < 1 || port > LocalEndpoints.MAX_FIRST)) {
      throw new ParameterException(
          spec.commandLine(),
          "--local is " + port + ": must be from 1 to " + LocalEndpoints.MAX_FIRST);
    }
    localPort = port;
  }

  /**
   * Finds the stack. The caller closes it.
   *
   * @throws dev.fanfare.cli.CommandFailure if there is no such stack, or it does not respond
   */
  public DeployedStack open() {
    if (known != null) {
      return known.get();
    }
    return localPort == null ? DeployedStack.onAws(name) : DeployedStack.onPort(name, localPort);
  }

  /**
   * Takes a port only after an equals sign. A word after a space can be an argument of the command,
   * such as an id.
   */
  static final class AttachedPort implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> arguments,
        CommandSpec command,
        ArgSpec option,
        Map<String, Object> parserState) {
      if (!"=".equals(parserState.get("separator"))) {
        arguments.push(DEFAULT_PORT);
      }
      return false;
    }
  }
}
