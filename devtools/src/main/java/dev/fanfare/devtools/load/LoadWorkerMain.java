package dev.fanfare.devtools.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A child process that holds sockets: commands come in on stdin, answers go out on stdout, one JSON
 * object per line. It ends when told to, or when stdin ends because its parent has.
 */
public final class LoadWorkerMain {
  private final ObjectMapper json = new ObjectMapper();
  private final LoadGenerator generator;
  private final PrintStream answers;

  private LoadWorkerMain(LoadGenerator generator, PrintStream answers) {
    this.generator = generator;
    this.answers = answers;
  }

  /**
   * @param args the address to connect from, or nothing
   */
  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // Whatever else prints must not get between the answers.
    // The JDK's own logging starts in no time and says nothing that is not a warning.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    Optional<InetAddress> source =
        args.length == 0 ? Optional.empty() : Optional.of(InetAddress.getByName(args[0]));
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (var generator = new LoadGenerator(Clock.systemUTC(), source)) {
      new LoadWorkerMain(generator, answers).handle(commands);
    }
  }

  private void handle(BufferedReader commands) throws IOException {
    for (String line; (line = commands.readLine()) != null; ) {
      WorkerCommand command = json.readValue(line, WorkerCommand.class);
      try {
        handle(command);
      } catch (RuntimeException failed) {
        refuse(command, failed);
      }
    }
  }

  private void handle(WorkerCommand command) {
    if (command instanceof WorkerCommand.Connect connect) {
      generator
          .connect(connect.endpoint(), connect.users(), connect.pace())
          .thenAccept(report -> answer(connect, report))
          .exceptionally(thrown -> refuse(connect, thrown));
    } else if (command instanceof WorkerCommand.Vanish vanish) {
      answer(vanish, generator.vanish(vanish.count()));
    } else if (command instanceof WorkerCommand.Count count) {
      answer(count, generator.totals());
    } else if (command instanceof WorkerCommand.Snapshot snapshot) {
      answer(snapshot, SnapshotLine.of(generator.snapshot()));
    } else if (command instanceof WorkerCommand.Quit quit) {
      generator.close();
      answer(quit, true);
    }
  }

  private void answer(WorkerCommand command, Object result) {
    reply(new WorkerReply(command.id(), json.valueToTree(result), null));
  }

  private @Nullable Void refuse(WorkerCommand command, Throwable thrown) {
    reply(new WorkerReply(command.id(), null, thrown.toString()));
    return null;
  }

  private void reply(WorkerReply reply) {
    try {
      byte[] line = (json.writeValueAsString(reply) + "\n").getBytes(StandardCharsets.UTF_8);
      synchronized (answers) {
        answers.write(line);
        answers.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
