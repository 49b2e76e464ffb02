package dev.fanfare.bench.pusher;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pusher's process is to do: push each shard once, or, when it is given a time, the first of
 * them again and again until then.
 *
 * @param transport as {@link Transports} names them
 * @param certificate the only one to trust, PEM
 * @param folder what stands for the bucket; holds shards and message
 * @param rate posts per second, at most
 * @param shards keys of shards
 * @param pushMillis how long to push; 0 when each shard is to be pushed once
 * @param primed whether to do first what the pusher does before SnapStart's snapshot
 */
public record PusherOrder(
    String transport,
    URI endpoint,
    Path certificate,
    Path folder,
    int inFlight,
    int rate,
    List<String> shards,
    long pushMillis,
    boolean primed) {

  /** So fast that the rate never holds a post back: the most that the pusher accepts. */
  public static final int UNLIMITED_RATE = 1_000_000;

  /** The message's key. */
  public static final String MESSAGE = "message";

  /** As the arguments of a process: no data binder, whose start-up would be measured too. */
  public List<String> arguments() {
    var arguments =
        new ArrayList<>(
            List.of(
                transport,
                endpoint.toString(),
                certificate.toString(),
                folder.toString(),
                Integer.toString(inFlight),
                Integer.toString(rate),
                Long.toString(pushMillis),
                Boolean.toString(primed)));
    arguments.addAll(shards);
    return arguments;
  }

  static PusherOrder of(String... arguments) {
    return new PusherOrder(
        arguments[0],
        URI.create(arguments[1]),
        Path.of(arguments[2]),
        Path.of(arguments[3]),
        Integer.parseInt(arguments[4]),
        Integer.parseInt(arguments[5]),
        List.of(arguments).subList(8, arguments.length),
        Long.parseLong(arguments[6]),
        Boolean.parseBoolean(arguments[7]));
  }

  /** Longest wait for one answer, of all transports. */
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
}
