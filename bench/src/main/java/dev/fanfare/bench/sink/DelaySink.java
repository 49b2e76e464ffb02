package dev.fanfare.bench.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.bench.process.Child;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.process.ProcessSandbox;
import dev.fanfare.bench.process.Usage;
import dev.fanfare.text.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A sink that responds after a fixed delay, in a JVM on one core. */
public final class DelaySink implements Sink {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Child process;
  private final JsonNode ports;

  private DelaySink(Child process) throws InterruptedException {
    this.process = process;
    this.ports = next();
  }

  public static DelaySink start(
      ProcessSandbox sandbox, int core, SinkCertificate certificate, Duration delay)
      throws InterruptedException {
    List<String> arguments =
        List.of(
            certificate.key().toString(),
            certificate.certificate().toString(),
            Long.toString(delay.toMillis()));
    List<String> command =
        Java.running().command(Java.ownClassPath(), DelaySinkMain.class, arguments);
    return new DelaySink(sandbox.start("delay sink", core, command, Map.of()));
  }

  /**
   * The highest numbers of posts.
   *
   * @param second maximum in a second of the clock
   * @param span maximum in any 1,000 consecutive milliseconds
   */
  public record Fullest(long second, long span) {}

  /** Resets all counts. */
  public void clear() {
    process.send("clear");
  }

  public Fullest fullest() throws InterruptedException {
    process.send("arrivals");
    JsonNode reply = next();
    return new Fullest(reply.get("second").asLong(), reply.get("span").asLong());
  }

  @Override
  public URI endpoint(boolean http2) {
    return URI.create(
        "https://localhost:" + ports.get(http2 ? "http2" : "http1").asInt() + "/prod");
  }

  @Override
  public long posts() throws InterruptedException {
    process.send("count");
    return next().get("posts").asLong();
  }

  @Override
  public Usage usage() {
    return process.usage();
  }

  private JsonNode next() throws InterruptedException {
    String line = process.line(TIMEOUT);
    if (line == null) {
      throw process.failed("has ended");
    }
    try {
      return Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw process.failed("printed " + line, e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
