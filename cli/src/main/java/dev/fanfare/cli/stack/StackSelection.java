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
 * Which stack a command is about. Without {@code --local}, Region, credentials and endpoints are
 * what the AWS SDK finds: variables, profile, {@code AWS_ENDPOINT_URL_*}.
 */
public final class StackSelection {
  private static final String USUAL_PORT = "4510";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Opens a stack that is already known, whatever the options say. */
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
   * For a command that runs beside a stack.
   *
   * @param known opens it, whatever the options say
   */
  public StackSelection(Supplier<DeployedStack> known) {
    this.known = known;
  }

  @Option(
      names = "--local",
      arity = "0..1",
      paramLabel = "PORT",
      fallbackValue = USUAL_PORT,
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
   * Finds the stack.
   *
   * @throws dev.fanfare.cli.CommandFailure when there is none, or it cannot be asked
   */
  public DeployedStack open() {
    if (known != null) {
      return known.get();
    }
    return localPort == null ? DeployedStack.onAws(name) : DeployedStack.onPort(name, localPort);
  }

  /**
   * A port is what an equals sign ties to the option: what stands behind a blank may be the
   * command's own, such as an id.
   */
  static final class AttachedPort implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> arguments,
        CommandSpec command,
        ArgSpec option,
        Map<String, Object> parserState) {
      if (!"=".equals(parserState.get("separator"))) {
        arguments.push(USUAL_PORT);
      }
      return false;
    }
  }
}
