package dev.fanfare.devtools.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** The parent's end of the two pipes to a child: commands out, answers in, matched by id. */
final class WorkerPipe implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final Process process;
  private final BufferedWriter commands;
  private volatile boolean ended;

  WorkerPipe(Process process) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    var reader = new Thread(this::read, "load-answers");
    reader.setDaemon(true);
    reader.start();
  }

  /** Completes exceptionally when the child refuses, or ends without an answer. */
  <T> CompletableFuture<T> ask(LongFunction<WorkerCommand> command, Class<T> answer) {
    long id = ids.incrementAndGet();
    var reply = new CompletableFuture<JsonNode>();
    asked.put(id, reply);
    try {
      String line = json.writeValueAsString(command.apply(id));
      synchronized (commands) {
        commands.write(line);
        commands.newLine();
        commands.flush();
      }
    } catch (IOException e) {
      asked.remove(id);
      reply.completeExceptionally(e);
    }
    if (ended) {
      reply.completeExceptionally(childEnded());
    }
    return reply.thenApply(result -> json.convertValue(result, answer));
  }

  private void read() {
    try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line; (line = answers.readLine()) != null; ) {
        settle(json.readValue(line, WorkerReply.class));
      }
    } catch (IOException e) {
      process.destroyForcibly(); // A child that cannot be understood is of no use.
    }
    ended = true;
    asked.values().forEach(reply -> reply.completeExceptionally(childEnded()));
  }

  private void settle(WorkerReply reply) {
    CompletableFuture<JsonNode> waiting = asked.remove(reply.id());
    if (reply.error() == null) {
      waiting.complete(reply.result());
    } else {
      waiting.completeExceptionally(new IllegalStateException(reply.error()));
    }
  }

  private static IllegalStateException childEnded() {
    return new IllegalStateException("The load worker has ended");
  }

  /** Ends the child's stdin, and with it the child. */
  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException alreadyClosed) {
      process.destroyForcibly();
    }
  }
}
