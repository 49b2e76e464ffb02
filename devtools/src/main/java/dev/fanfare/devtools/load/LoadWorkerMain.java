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
 * The main class of a child process that holds client sockets. It reads commands from stdin and
 * writes replies to stdout, one JSON object per line. It ends after the command quit, or when stdin
 * ends because the parent process ended.
 */
public final class LoadWorkerMain {
  private final ObjectMapper json = new ObjectMapper();
  private final LoadGenerator generator;
  private final PrintStream replies;

  private LoadWorkerMain(LoadGenerator generator, PrintStream replies) {
    this.generator = generator;
    this.replies = replies;
  }

  /**
   * @param args the source address of all connections, or nothing
   */
  public static void main(String[] args) throws IOException {
    PrintStream replies = System.out;
    System.setOut(System.err); // Other output must not mix with the replies.
    // The JDK's logging starts fast and prints only warnings.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    Optional<InetAddress> source =
        args.length == 0 ? Optional.empty() : Optional.of(InetAddress.getByName(args[0]));
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (var generator = new LoadGenerator(Clock.systemUTC(), source)) {
      new LoadWorkerMain(generator, replies).handle(commands);
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
      synchronized (replies) {
        replies.write(line);
        replies.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
