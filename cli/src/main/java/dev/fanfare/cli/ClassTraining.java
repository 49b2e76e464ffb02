package dev.fanfare.cli;

import java.util.List;
import picocli.CommandLine;

/**
 * Runs typical commands in one JVM, so that {@code ./fanfare} can archive the classes that they
 * load. No stack is contacted: nothing listens on port 1.
 */
final class ClassTraining {
  private static final List<String> CALLS = List.of("--help", "list --local=1");

  private ClassTraining() {}

  public static void main(String[] args) {
    for (String call : CALLS) {
      List<String> words = List.of(call.split(" "));
      Fanfare.commandLine(CommandLine.defaultFactory(), List.of(), Subcommands.neededFor(words))
          .execute(words.toArray(String[]::new));
    }
  }
}
