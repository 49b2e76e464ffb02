package dev.fanfare.cli.swarm;

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

/**
 * A child process that holds sockets: commands come in on stdin, answers go out on stdout, one JSON
 * object per line. It ends when told to, or when stdin ends because its parent has.
 */
public final class SwarmMain {
  private final ObjectMapper json = new ObjectMapper();
  private final Swarm swarm;
  private final PrintStream answers;

  private SwarmMain(Swarm swarm, PrintStream answers) {
    this.swarm = swarm;
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
    try (var swarm = new Swarm(Clock.systemUTC(), source)) {
      new SwarmMain(swarm, answers).obey(commands);
    }
  }

  private void obey(BufferedReader commands) throws IOException {
    for (String line; (line = commands.readLine()) != null; ) {
      SwarmCommand command = json.readValue(line, SwarmCommand.class);
      try {
        obey(command);
      } catch (RuntimeException failed) {
        refuse(command, failed);
      }
    }
  }

  private void obey(SwarmCommand command) {
    if (command instanceof SwarmCommand.Connect connect) {
      swarm
          .connect(connect.endpoint(), connect.users(), connect.pace())
          .thenAccept(report -> answer(connect, report))
          .exceptionally(thrown -> refuse(connect, thrown));
    } else if (command instanceof SwarmCommand.Vanish vanish) {
      answer(vanish, swarm.vanish(vanish.count()));
    } else if (command instanceof SwarmCommand.Count count) {
      answer(count, swarm.totals());
    } else if (command instanceof SwarmCommand.Snapshot snapshot) {
      answer(snapshot, SnapshotLine.of(swarm.snapshot()));
    } else if (command instanceof SwarmCommand.Quit quit) {
      swarm.close();
      answer(quit, true);
    }
  }

  private void answer(SwarmCommand command, Object result) {
    reply(new SwarmReply(command.id(), json.valueToTree(result), null));
  }

  private Void refuse(SwarmCommand command, Throwable thrown) {
    reply(new SwarmReply(command.id(), null, thrown.toString()));
    return null;
  }

  private void reply(SwarmReply reply) {
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
