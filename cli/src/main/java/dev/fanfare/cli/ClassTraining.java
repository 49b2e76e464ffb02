package dev.fanfare.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Runs typical commands in one JVM, so that {@code ./fanfare} can archive the classes that they
 * load. The commands read a stack that does not exist: {@link TrainingStack} answers for it.
 */
final class ClassTraining {

  /** Nothing listens on port 1; the call loads the classes for a local stack. */
  private static final List<String> CALLS = List.of("--help", "list --local=1", "list");

  private ClassTraining() {}

  public static void main(String[] args) {
    run();
  }

  /**
   * @return the exit code of the last command
   */
  static int run() {
    int code = 0;
    try (var stack = TrainingStack.start()) {
      Map.of(
              "aws.endpointUrl",
              stack.address(),
              "aws.region",
              TrainingStack.REGION,
              "aws.accessKeyId",
              "training",
              "aws.secretAccessKey",
              "training")
          .forEach(System::setProperty);
      for (String call : CALLS) {
        List<String> words = List.of(call.split(" "));
        code =
            Fanfare.commandLine(
                    CommandLine.defaultFactory(), List.of(), Subcommands.neededFor(words))
                .execute(words.toArray(String[]::new));
      }
    }
    return code;
  }
}
