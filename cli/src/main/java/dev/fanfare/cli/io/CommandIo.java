package dev.fanfare.cli.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.Pause;
import dev.fanfare.cli.text.FileTrouble;
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
 * Where a command meets its operator. Results go to standard output, as text or as JSON; whatever
 * else there is to say goes to standard error, so that results can be piped.
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

  /** That of this process; for picocli. */
  public CommandIo() {
    this(
        System.in,
        TerminalPrompt.find(),
        Interrupts.OF_THIS_PROCESS,
        Clock.systemUTC(),
        duration -> Thread.sleep(duration.toMillis()));
  }

  /** Another one, as tests have it. */
  public CommandIo(
      InputStream input, Operator operator, Interrupts interrupts, Clock clock, Pause pause) {
    this.input = input;
    this.operator = operator;
    this.interrupts = interrupts;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Reads a file to its end.
   *
   * @param name a hyphen is standard input
   * @throws ParameterException when it cannot be read
   */
  public byte[] read(String name) {
    try {
      return name.equals(STANDARD_INPUT) ? input.readAllBytes() : Files.readAllBytes(Path.of(name));
    } catch (IOException e) {
      throw wrongCall("FILE is " + name + ": " + FileTrouble.reading(Path.of(name), e));
    } catch (InvalidPathException e) {
      throw wrongCall("FILE is " + Printable.of(name) + ": no file can have this name");
    }
  }

  /**
   * Reads a text to its end.
   *
   * @param name a hyphen is standard input
   * @throws ParameterException when it cannot be read, or is not UTF-8
   */
  public String readText(String name) {
    byte[] bytes = read(name);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw wrongCall("FILE is " + name + ": must be UTF-8 text");
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

  /** The result: the one or the other, as the operator wants it. */
  public void answer(Object forPrograms, List<String> forPeople) {
    if (json) {
      print(forPrograms, true);
    } else {
      forPeople.forEach(out()::println);
    }
    out().flush();
  }

  /** A result among others: in JSON, one object a line. */
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
      throw new UncheckedIOException("an answer is always JSON", e);
    }
  }

  /** Something to know that is no result. */
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

  /** A wrong call: told with the usage. */
  public ParameterException wrongCall(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** A call that was right in form and must not be done so: told without the usage. */
  public static CommandFailure refused(String message) {
    return new CommandFailure(ExitCode.WRONG_CALL, message);
  }
}
