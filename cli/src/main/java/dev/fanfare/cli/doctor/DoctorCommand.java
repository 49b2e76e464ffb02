package dev.fanfare.cli.doctor;

import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import dev.fanfare.text.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fanfare doctor}: inspects a stack and says what to fix. */
@Command(
    name = "doctor",
    header = "Inspects a stack, and says what is wrong and what to do.",
    description = {
      "Changes nothing. Checks connectivity, permissions, tables, this machine's clock,"
          + " versions of template, state machine and code, quotas, queues, the latest broadcasts,"
          + " and alarms. Each check prints one line: OK, NOTE (worth knowing) or FIX.",
      "Exits with 0 if there is nothing to fix, 1 if there is, 3 if the stack or one of its"
          + " services cannot be reached."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {
  /** Timeout of one call. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;

  @Option(
      names = "--checkout",
      paramLabel = "FOLDER",
      description = "Version to compare the stack with (default: that of this tool).")
  private Path checkout = Path.of(System.getProperty("fanfare.root", "."));

  @Override
  public Integer call() {
    if (!Files.isDirectory(checkout)) {
      throw io.usageError("--checkout is " + checkout + ": there is no such folder");
    }
    ExecutorService threads = Executors.newCachedThreadPool(DoctorCommand::daemon);
    try (DeployedStack stack = selection.open()) {
      var context =
          new CheckContext(stack, new Checkout(checkout), io.clock(), new Calls(threads, PATIENCE));
      Diagnosis diagnosis = new Doctor(threads).examine(context);
      io.answer(diagnosis.json(), diagnosis.lines().stream().map(Printable::of).toList());
      return diagnosis.exitCode();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "doctor");
    thread.setDaemon(true);
    return thread;
  }
}
