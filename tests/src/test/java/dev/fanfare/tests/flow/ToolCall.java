package dev.fanfare.tests.flow;

import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.io.Interrupts;
import dev.fanfare.cli.io.Operator;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import dev.fanfare.devtools.DeployedLocally;
import dev.fanfare.devtools.DevTools;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * One call of {@code ./fanfare} in this JVM, against a shared stack.
 *
 * @param questions the questions that the operator was asked
 */
record ToolCall(int exitCode, String out, String err, List<String> questions) {

  /** A call without a terminal. */
  static ToolCall of(Flow flow, String... arguments) {
    return new Terminal(flow, null, "").call(arguments);
  }

  /** A call without a terminal, with text on standard input. */
  static ToolCall piped(Flow flow, String input, String... arguments) {
    return new Terminal(flow, null, input).call(arguments);
  }

  /** A call without a terminal, against a stack at a different address. */
  static ToolCall about(Supplier<DeployedStack> stack, Clock clock, String... arguments) {
    return new Terminal(stack, clock, null, "").call(arguments);
  }

  /**
   * A call at a terminal that is 200 columns wide. The operator gives every question this answer.
   */
  static ToolCall answering(Flow flow, boolean answer, String... arguments) {
    return new Terminal(flow, answer, "").call(arguments);
  }

  /** The objects that picocli creates for a call, and the call's result. */
  private static final class Terminal implements IFactory, Operator {
    private final Supplier<DeployedStack> stack;
    private final Clock clock;
    private final Boolean answer;
    private final InputStream input;
    private final List<String> questions = new ArrayList<>();

    private Terminal(Flow flow, Boolean answer, String input) {
      this(() -> DeployedLocally.of(flow.shared().stack()), Clock.systemUTC(), answer, input);
    }

    private Terminal(Supplier<DeployedStack> stack, Clock clock, Boolean answer, String input) {
      this.stack = stack;
      this.clock = clock;
      this.answer = answer;
      this.input = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }

    private ToolCall call(String... arguments) {
      var out = new StringWriter();
      var err = new StringWriter();
      int exitCode =
          DevTools.commandLine(this)
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute(arguments);
      return new ToolCall(exitCode, out.toString(), err.toString(), questions);
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type == StackSelection.class) {
        return type.cast(new StackSelection(stack));
      } else if (type == CommandIo.class) {
        Interrupts none = last -> () -> {};
        return type.cast(new CommandIo(input, this, none, clock, Terminal::pass));
      }
      return CommandLine.defaultFactory().create(type);
    }

    /** Pauses briefly instead of for the requested duration. */
    private static void pass(Duration duration) {
      Awaitility.await().pollDelay(Duration.ofMillis(30)).until(() -> true);
    }

    @Override
    public boolean isInteractive() {
      return answer != null;
    }

    @Override
    public boolean confirm(String question) {
      questions.add(question);
      return answer;
    }

    @Override
    public int columns() {
      return 200;
    }
  }
}
