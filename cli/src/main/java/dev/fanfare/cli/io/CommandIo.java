package dev.fanfare.cli.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.Pause;
import dev.fanfare.cli.text.FileErrors;
import dev.fanfare.text.Json;
import dev.fanfare.text.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The input and output of a command. Results go to standard output, as text or JSON. Everything
 * else goes to standard error, so that results can be piped.
 */
public final class CommandIo {
  private static final String STANDARD_INPUT = "-";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private final InputStream input;
  private final Operator operator;
  private final Interrupts interrupts;
  private final Clock clock;
  private final Pause pause;

  @Option(names = "--json", description = "Answer in JSON, for programs.")
  private boolean json;

  /** Uses the terminal and the clock of this process. Picocli calls this constructor. */
  public CommandIo() {
    this(
        System.in,
        TerminalPrompt.find(),
        Interrupts.OF_THIS_PROCESS,
        Clock.systemUTC(),
        duration -> Thread.sleep(duration.toMillis()));
  }

  /** Uses the given parts, for tests. */
  public CommandIo(
      InputStream input, Operator operator, Interrupts interrupts, Clock clock, Pause pause) {
    this.input = input;
    this.operator = operator;
    this.interrupts = interrupts;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Reads a whole file.
   *
   * @param name a path; a hyphen means standard input
   * @throws ParameterException if it cannot be read
   */
  public byte[] read(String name) {
    try {
      return name.equals(STANDARD_INPUT) ? input.readAllBytes() : Files.readAllBytes(Path.of(name));
    } catch (IOException e) {
      throw usageError("FILE is " + name + ": " + FileErrors.reading(Path.of(name), e));
    } catch (InvalidPathException e) {
      throw usageError("FILE is " + Printable.of(name) + ": not a valid file name");
    }
  }

  /**
   * Reads a whole text file.
   *
   * @param name a path; a hyphen means standard input
   * @throws ParameterException if it cannot be read, or is not UTF-8
   */
  public String readText(String name) {
    byte[] bytes = read(name);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw usageError("FILE is " + name + ": must be UTF-8 text");
    }
  }

  public Operator operator() {
    return operator;
  }

  public Clock clock() {
    return clock;
  }

  public void pause(Duration duration) throws InterruptedException {
    pause.pause(duration);
  }

  /** See {@link Interrupts#on}. */
  public Interrupts.Watching onInterrupt(Runnable last) {
    return interrupts.on(last);
  }

  public boolean wantsJson() {
    return json;
  }

  /** Prints the result: as JSON if the operator asked for it, otherwise as lines of text. */
  public void answer(Object forPrograms, List<String> forPeople) {
    if (json) {
      print(forPrograms, true);
    } else {
      forPeople.forEach(out()::println);
    }
    out().flush();
  }

  /** Prints one of several results: as one line of JSON, or as text. */
  public void answerLine(Object forPrograms, String forPeople) {
    if (json) {
      print(forPrograms, false);
    } else {
      out().println(forPeople);
    }
    out().flush();
  }

  private void print(Object value, boolean indented) {
    var writer = Json.MAPPER.writer();
    if (indented) {
      writer = writer.with(SerializationFeature.INDENT_OUTPUT);
    }
    try {
      out().println(writer.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a result can always be written as JSON", e);
    }
  }

  /** Prints a message to standard error. */
  public void say(String what) {
    spec.commandLine().getErr().println(what);
    spec.commandLine().getErr().flush();
  }

  public PrintWriter out() {
    return spec.commandLine().getOut();
  }

  public PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Returns an error in the options or arguments. The tool prints it with the usage. */
  public ParameterException usageError(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /**
   * Returns an error for well-formed arguments that are not allowed. The tool prints it without the
   * usage.
   */
  public static CommandFailure refusal(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }
}
