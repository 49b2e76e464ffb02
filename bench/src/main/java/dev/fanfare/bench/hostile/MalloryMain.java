package dev.fanfare.bench.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * The process of the hostile user. It runs until it reads a line, or until its parent process ends.
 * Then it prints its counts.
 */
public final class MalloryMain {

  /**
   * The counts of the hostile user.
   *
   * @param sent number of messages of any kind
   * @param refused number of error responses
   * @param taken number of other responses
   * @param tried number of handshakes
   * @param letIn number of accepted handshakes
   * @param bytes the size of received messages
   */
  record Counts(long sent, long refused, long taken, long tried, long letIn, long bytes) {}

  private MalloryMain() {}

  /**
   * @param arguments the URL of the WebSocket API, and the number of connections
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var isOver = new AtomicBoolean();
    var bytes = new AtomicLong();
    List<Mallory> connections =
        IntStream.range(0, Integer.parseInt(arguments[1]))
            .mapToObj(i -> new Mallory(URI.create(arguments[0]), isOver, bytes))
            .toList();
    List<Thread> threads = connections.stream().map(each -> new Thread(each, "mallory")).toList();
    threads.forEach(Thread::start);
    System.in.read();
    isOver.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(line(connections, bytes.get()));
  }

  private static String line(List<Mallory> connections, long bytes) throws JsonProcessingException {
    return Json.MAPPER.writeValueAsString(
        new Counts(
            connections.stream().mapToLong(Mallory::sent).sum(),
            connections.stream().mapToLong(Mallory::refused).sum(),
            connections.stream().mapToLong(Mallory::taken).sum(),
            connections.stream().mapToLong(Mallory::tried).sum(),
            connections.stream().mapToLong(Mallory::letIn).sum(),
            bytes));
  }
}
