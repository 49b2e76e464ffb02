package dev.fanfare.local.apigateway.edge;

import static dev.fanfare.loopback.LoopbackHosts.PROPERTY;

import dev.fanfare.local.apigateway.link.FrameLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child JVM that runs {@link EdgeMain}, and sees no {@code AWS_*} variable. */
final class EdgeProcess implements AutoCloseable {
  private static final Duration QUIT_GRACE = Duration.ofSeconds(5);

  /** What 20,000 sockets need is a fifth of it; slow clients' buffers take the rest. */
  private static final String MEMORY = "-Xmx512m";

  private final Process process;
  private final FrameLink link;

  private EdgeProcess(Process process) {
    this.process = process;
    this.link =
        new FrameLink("edge-" + process.pid(), process.getInputStream(), process.getOutputStream());
  }

  /**
   * @throws UncheckedIOException when the system does not start it
   */
  static EdgeProcess start(EdgeSettings settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(MEMORY, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-D%1$s=%2$s".formatted(PROPERTY, System.getProperty(PROPERTY, "")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EdgeMain.class.getName());
    command.addAll(settings.arguments());
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    try {
      return new EdgeProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("A process of the gateway did not start", e);
    }
  }

  FrameLink link() {
    return link;
  }

  /** Ends the child's stdin, and with it the child; one that does not end in time is killed. */
  @Override
  public void close() {
    link.close();
    try {
      if (!process.waitFor(QUIT_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
