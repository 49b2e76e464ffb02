package dev.fanfare.cli.commands;

import dev.fanfare.cli.ExitCode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fanfare completion}: prints a completion script for bash and zsh. */
@Command(
    name = "completion",
    header = "Prints a script that lets a shell complete commands and options.",
    description = {
      "bash: source <(./fanfare completion bash)",
      "zsh: the same; it needs bashcompinit, which the script loads."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CompletionCommand implements Callable<Integer> {

  /** The supported shells. Both use the same script. */
  enum Shell {
    BASH,
    ZSH;

    /** Returns the name as users type it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash("fanfare", spec.root().commandLine()));
    spec.commandLine().getOut().flush();
    return ExitCode.SUCCESS;
  }
}
