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
 * The hostile user's machine: its connections do their worst until a line comes in, or the process
 * that started it ends. Then it prints what it did.
 */
public final class MalloryMain {

  /**
   * What the hostile user did.
   *
   * @param sent messages of any kind
   * @param refused answers that were errors
   * @param taken other answers
   * @param tried handshakes
   * @param letIn handshakes that were not refused
   * @param bytes of messages that came
   */
  record Deeds(long sent, long refused, long taken, long tried, long letIn, long bytes) {}

  private MalloryMain() {}

  /**
   * @param arguments the address of the sockets; how many connections
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
        new Deeds(
            connections.stream().mapToLong(Mallory::sent).sum(),
            connections.stream().mapToLong(Mallory::refused).sum(),
            connections.stream().mapToLong(Mallory::taken).sum(),
            connections.stream().mapToLong(Mallory::tried).sum(),
            connections.stream().mapToLong(Mallory::letIn).sum(),
            bytes));
  }
}
