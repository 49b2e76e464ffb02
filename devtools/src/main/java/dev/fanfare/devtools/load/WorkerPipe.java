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

/**
 * The parent's end of the pipes to a child process. It sends commands and matches replies to them
 * by id.
 */
final class WorkerPipe implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final Process process;
  private final BufferedWriter commands;
  private volatile boolean ended;

  WorkerPipe(Process process) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    var reader = new Thread(this::read, "load-replies");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Sends a command. The result completes exceptionally if the command fails, or the child ends
   * before it replies.
   */
  <T> CompletableFuture<T> ask(LongFunction<WorkerCommand> command, Class<T> resultType) {
    long id = ids.incrementAndGet();
    var reply = new CompletableFuture<JsonNode>();
    pending.put(id, reply);
    try {
      String line = json.writeValueAsString(command.apply(id));
      synchronized (commands) {
        commands.write(line);
        commands.newLine();
        commands.flush();
      }
    } catch (IOException e) {
      pending.remove(id);
      reply.completeExceptionally(e);
    }
    if (ended) {
      reply.completeExceptionally(childEnded());
    }
    return reply.thenApply(result -> json.convertValue(result, resultType));
  }

  private void read() {
    try (BufferedReader replies = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line; (line = replies.readLine()) != null; ) {
        settle(json.readValue(line, WorkerReply.class));
      }
    } catch (IOException e) {
      process.destroyForcibly(); // A child that sends invalid replies is useless.
    }
    ended = true;
    pending.values().forEach(reply -> reply.completeExceptionally(childEnded()));
  }

  private void settle(WorkerReply reply) {
    CompletableFuture<JsonNode> waiting = pending.remove(reply.id());
    if (reply.error() == null) {
      waiting.complete(reply.result());
    } else {
      waiting.completeExceptionally(new IllegalStateException(reply.error()));
    }
  }

  private static IllegalStateException childEnded() {
    return new IllegalStateException("The load worker has ended");
  }

  /** Closes the child's stdin, which ends the child. */
  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException alreadyClosed) {
      process.destroyForcibly();
    }
  }
}
