package dev.fanfare.bench;

import dev.fanfare.bench.client.Client;
import dev.fanfare.bench.options.Ranges;
import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.report.Series;
import dev.fanfare.bench.series.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code ./fanfare bench push}. */
final class PushOptions {
  /** Minimum duration of a paced shard. A shorter one would mainly measure the start. */
  private static final int MIN_PACED_SECONDS = 20;

  private static final List<String> ALL =
      List.of("warm", "cold", "latency", "paced", "start", "primed");
  private static final List<String> QUICK = ALL.subList(0, 3);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      split = "\\s*,\\s*",
      splitSynopsisLabel = ",",
      description =
          "Series to measure: warm, cold, latency, paced, start (default: all; with --quick"
              + " the first three).")
  private @Nullable List<String> series;

  @Option(
      names = "--clients",
      paramLabel = "NAME",
      split = "\\s*,\\s*",
      splitSynopsisLabel = ",",
      defaultValue = "wrk,h2load,http/1.1,h2,sdk-crt,sdk-netty",
      description = "Clients to measure (default: ${DEFAULT-VALUE}).")
  private List<String> clients;

  @Option(
      names = "--quick",
      description = "One round of short windows: under two minutes, with unreliable results.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Measurements of each client (default: 3).")
  private @Nullable Integer rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Length of the window in the warm and latency series (default: 3).")
  private @Nullable Double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      description =
          "Seconds of posting before the window (default: 5); Java clients get five times as"
              + " many.")
  private @Nullable Double warmUp;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Posts that wait for their response at the same time, except in the latency series"
              + " (default: ${DEFAULT-VALUE}, as in the template).")
  private int inFlight;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      defaultValue = "20",
      description =
          "Delay of the server's responses in the latency series (default: ${DEFAULT-VALUE}).")
  private int delay;

  @Option(
      names = "--delay-in-flight",
      paramLabel = "N",
      defaultValue = "500",
      description = "Posts in flight in the latency series (default: ${DEFAULT-VALUE}).")
  private int delayedInFlight;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Posts per second of the paced series (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--posts",
      paramLabel = "N",
      description = "Posts of the paced series (default: 20 times --rate).")
  private @Nullable Integer posts;

  @Option(
      names = "--java-home",
      paramLabel = "DIR",
      split = "\\s*,\\s*",
      splitSynopsisLabel = ",",
      description =
          "JDKs of the pushers: the cold and start series use all of them, the other series"
              + " the first (default: the JDK of this command).")
  private @Nullable List<Path> javaHomes;

  Plan plan() {
    checkRange("--rounds", rounds, 1, 100);
    checkRange("--in-flight", inFlight, 1, 900);
    checkRange("--delay", delay, 1, 1_000);
    checkRange("--delay-in-flight", delayedInFlight, 1, 900);
    checkRange("--rate", rate, 1, 100_000);
    checkRange("--posts", posts, 1, 10_000_000);
    var plan =
        new Plan(
            parse("--series", series != null ? series : quick ? QUICK : ALL, Series::of),
            parse("--clients", clients, Client::of),
            rounds != null ? rounds : quick ? 1 : 3,
            new Plan.WarmLoad(
                duration("--warm-up", warmUp, quick ? 2 : 5),
                duration("--seconds", seconds, quick ? 1 : 3),
                inFlight),
            new Plan.DelayedLoad(Duration.ofMillis(delay), delayedInFlight),
            new Plan.PacedLoad(rate, posts != null ? posts : MIN_PACED_SECONDS * rate),
            javas());
    boolean needsPusher = plan.series().stream().anyMatch(Series::isOfPushers);
    if (needsPusher && plan.clients().stream().noneMatch(Client::isPusher)) {
      throw usageError(
          "--clients names no pusher, but cold, paced, start and primed measure pushers");
    }
    return plan;
  }

  private List<Java> javas() {
    if (javaHomes == null) {
      return List.of(Java.running());
    }
    try {
      List<Java> javas = javaHomes.stream().map(home -> new Java(home, List.of())).toList();
      javas.forEach(Java::version);
      return javas;
    } catch (BenchFailure e) {
      throw usageError("--java-home: " + e.getMessage());
    }
  }

  private <T> List<T> parse(String option, List<String> words, Function<String, T> of) {
    try {
      return words.stream().map(of).distinct().sorted().toList();
    } catch (IllegalArgumentException e) {
      throw usageError(option + ": " + e.getMessage());
    }
  }

  private Duration duration(String option, @Nullable Double seconds, double defaultValue) {
    double length = seconds == null ? defaultValue : seconds;
    if (!(length >= 0.1 && length <= 60)) {
      throw usageError(option + " is " + length + ": must be from 0.1 to 60 seconds");
    }
    return Duration.ofMillis(Math.round(length * 1_000));
  }

  private void checkRange(String option, @Nullable Integer number, int min, int max) {
    if (number != null) {
      Ranges.check(spec, option, number, min, max);
    }
  }

  private ParameterException usageError(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
