package dev.fanfare.bench.pusher;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The work of a pusher's process: push each shard once or, if a time is given, push the first shard
 * repeatedly for that time.
 *
 * @param transport the name of a transport in {@link Transports}
 * @param folder the folder with the shards and the message, instead of the bucket
 * @param inFlight number of posts that wait for their response at the same time
 * @param rate maximum posts per second
 * @param shards keys of the shards
 * @param pushMillis duration of pushing, in milliseconds; 0 to push each shard once
 * @param primed whether to run the warm-up that precedes a SnapStart snapshot first
 */
public record PusherOrder(
    String transport,
    Target target,
    Path folder,
    int inFlight,
    int rate,
    List<String> shards,
    long pushMillis,
    boolean primed) {

  /**
   * @param endpoint URL to post to
   * @param certificate the only trusted certificate, a PEM file
   */
  public record Target(URI endpoint, Path certificate) {}

  /** The maximum rate that the pusher accepts. It never delays a post. */
  public static final int UNLIMITED_RATE = 1_000_000;

  /** The key of the message. */
  public static final String MESSAGE = "message";

  /**
   * Returns the arguments of the process. They are plain texts, because the measurement would
   * include loading a JSON library.
   */
  public List<String> arguments() {
    var arguments =
        new ArrayList<>(
            List.of(
                transport,
                target.endpoint().toString(),
                target.certificate().toString(),
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
        new Target(URI.create(arguments[1]), Path.of(arguments[2])),
        Path.of(arguments[3]),
        Integer.parseInt(arguments[4]),
        Integer.parseInt(arguments[5]),
        List.of(arguments).subList(8, arguments.length),
        Long.parseLong(arguments[6]),
        Boolean.parseBoolean(arguments[7]));
  }

  /** Maximum wait for a response, for all transports. */
  static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
}
