package dev.fanfare.bench.client;

import dev.fanfare.bench.process.Child;
import dev.fanfare.bench.process.ClassPaths;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.process.ProcessSandbox;
import dev.fanfare.bench.process.Tools;
import dev.fanfare.bench.pusher.PusherMain;
import dev.fanfare.bench.pusher.PusherOrder;
import dev.fanfare.bench.sink.Sink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts clients, each in a separate process on one core.
 *
 * @param core number of the core
 * @param certificate PEM file that clients trust
 * @param classPaths class paths of the pushers
 */
public record Starter(
    ProcessSandbox sandbox, int core, Path certificate, Fixtures fixtures, ClassPaths classPaths) {

  /** The path of a connection, encoded as the API requires. */
  private static final String PATH = "/@connections/L0SM9cOFvHcCIhw%3D";

  /** Starts a client that posts for some time. */
  public Posting start(Client client, Java java, Sink sink, Load load) {
    return switch (client) {
      case WRK -> wrk(sink, load);
      case H2LOAD -> h2load(sink, load);
      case HTTP1, H2, SDK_CRT, SDK_NETTY ->
          start(
              java,
              new PusherOrder(
                  client.word(),
                  target(client, sink),
                  sandbox.folder(),
                  load.inFlight(),
                  PusherOrder.UNLIMITED_RATE,
                  List.of(fixtures.shard(Fixtures.LARGE)),
                  load.time().toMillis(),
                  false));
    };
  }

  /**
   * Starts a pusher that pushes each of these shards once.
   *
   * @param rate maximum posts per second
   * @param shards sizes of the shards, in connections
   */
  public Pusher start(
      Client client, Java java, Sink sink, int inFlight, int rate, List<Integer> shards) {
    return start(client, java, sink, inFlight, rate, shards, false);
  }

  /**
   * Starts a pusher that pushes each of these shards once.
   *
   * @param rate maximum posts per second
   * @param shards sizes of the shards, in connections
   * @param primed whether to run the warm-up that precedes a SnapStart snapshot first
   */
  public Pusher start(
      Client client,
      Java java,
      Sink sink,
      int inFlight,
      int rate,
      List<Integer> shards,
      boolean primed) {
    return start(
        java,
        new PusherOrder(
            client.word(),
            target(client, sink),
            sandbox.folder(),
            inFlight,
            rate,
            shards.stream().map(fixtures::shard).toList(),
            0,
            primed));
  }

  private PusherOrder.Target target(Client client, Sink sink) {
    return new PusherOrder.Target(sink.endpoint(client.isHttp2()), certificate);
  }

  private Pusher start(Java java, PusherOrder order) {
    boolean isNetty = order.transport().equals(Client.SDK_NETTY.word());
    List<String> command =
        java.command(
            isNetty ? classPaths.sdkNetty() : classPaths.pusher(),
            PusherMain.class,
            order.arguments());
    // The TLS library of the SDK's CRT client reads trusted certificates from this file.
    Map<String, String> variables = Map.of("SSL_CERT_FILE", certificate.toString());
    return new Pusher(sandbox.start(order.transport(), core, command, variables));
  }

  private Posting wrk(Sink sink, Load load) {
    List<String> command =
        List.of(
            Tools.WRK.path(),
            "--threads",
            "1",
            "--connections",
            Integer.toString(load.inFlight()),
            "--duration",
            load.seconds() + "s",
            "--timeout",
            "10s",
            "--script",
            fixtures.wrkScript().toString(),
            sink.endpoint(false) + PATH);
    return new Generator(generator(Client.WRK, command), WrkOutput::parse);
  }

  private Posting h2load(Sink sink, Load load) {
    List<String> command =
        List.of(
            Tools.H2LOAD.path(),
            "--threads=1",
            "--clients=" + load.http2Connections(),
            "--max-concurrent-streams=" + load.http2Streams(),
            "--duration=" + load.seconds(),
            "--data=" + fixtures.message(),
            sink.endpoint(true) + PATH);
    return new Generator(generator(Client.H2LOAD, command), H2loadOutput::parse);
  }

  private Child generator(Client client, List<String> command) {
    return sandbox.start(client.word(), core, command, Map.of());
  }
}
