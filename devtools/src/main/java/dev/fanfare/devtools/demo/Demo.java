package dev.fanfare.devtools.demo;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.History;
import dev.fanfare.cli.broadcasts.Summary;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.devtools.load.Clients;
import dev.fanfare.devtools.load.ConnectPace;
import dev.fanfare.devtools.load.ConnectReport;
import dev.fanfare.local.LocalStack;
import dev.fanfare.request.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Runs the steps of a demo on a running stack. */
final class Demo {
  private static final Duration ARRIVE_WITHIN = Duration.ofSeconds(20);
  private static final Duration LISTEN_ON = Duration.ofMillis(300);
  private static final Duration NOTICE_WITHIN = Duration.ofSeconds(20);

  private final LocalStack stack;
  private final DeployedStack deployed;
  private final Clients clients;
  private final DemoClients demoClients;
  private final byte[] requestJson;
  private final Request request;
  private final DemoStage stage;

  /**
   * @param deployed the same stack, as the operator's commands see it
   */
  Demo(
      LocalStack stack,
      DeployedStack deployed,
      Clients clients,
      DemoClients demoClients,
      byte[] requestJson,
      Request request,
      DemoStage stage) {
    this.stack = stack;
    this.deployed = deployed;
    this.clients = clients;
    this.demoClients = demoClients;
    this.requestJson = requestJson;
    this.request = request;
    this.stage = stage;
  }

  DemoResult run() throws InterruptedException {
    connect();
    var spreads = ChannelSpread.read(stack, request.audience().channels());
    vanish();
    stage.say("sending the request to the queue");
    long sentMicros = micros(Instant.now());
    String messageId = send();
    String id = request.id().orElse(messageId);
    Broadcast broadcast = new BroadcastWatch(deployed, id, Demo::pass).follow(stage::shards);
    stage.shardsDone();

    int remaining = demoClients.remaining(request);
    clients.await(totals -> totals.reached() >= remaining, ARRIVE_WITHIN);
    // Duplicates and messages to wrong clients would arrive in this time.
    clients.await(totals -> totals.received() > remaining, LISTEN_ON);
    return result(broadcast, sentMicros, spreads);
  }

  private void connect() {
    stage.say("connecting " + demoClients.users().size() + " clients");
    ConnectReport report =
        clients
            .connect(stack.endpoints().sockets(), demoClients.users(), ConnectPace.DEFAULT)
            .join();
    if (report.failed() > 0) {
      throw new CommandFailure(
          report.failed() + " clients could not connect, by HTTP status: " + report.failures());
    }
  }

  private void vanish() throws InterruptedException {
    if (demoClients.vanishing() == 0) {
      return;
    }
    stage.say("dropping " + demoClients.vanishing() + " of them without a $disconnect");
    clients.vanish(demoClients.vanishing());
    int left = demoClients.users().size() - demoClients.vanishing();
    Instant latest = Instant.now().plus(NOTICE_WITHIN);
    while (stack.connections() > left) {
      if (Instant.now().isAfter(latest)) {
        throw new CommandFailure(
            "the gateway still has " + stack.connections() + " connections instead of " + left);
      }
      pass(Duration.ofMillis(10));
    }
  }

  private String send() {
    String body = new String(requestJson, StandardCharsets.UTF_8);
    return stack
        .queues()
        .sendMessage(send -> send.queueUrl(stack.output("QueueUrl")).messageBody(body))
        .messageId();
  }

  private DemoResult result(Broadcast broadcast, long sentMicros, List<ChannelSpread> spreads) {
    var verifier = new DemoVerifier(demoClients, request, clients.snapshot());
    Summary summary = broadcast.summary().orElseThrow();
    verifier.verify(broadcast.status(), summary, StaleRows.read(stack, broadcast.id()));
    verifier.verifySpreads(spreads);
    var history = new History(deployed.states(), broadcast.executionArn(), false).rest();
    return new DemoResult(
        new DemoResult.Execution(broadcast.id(), broadcast.executionArn(), broadcast.status()),
        new DemoResult.Totals(
            summary.planned(),
            summary.outcomes(),
            summary.work().pruned(),
            summary.work().shards(),
            summary.work().rounds()),
        spreads,
        verifier.counts(),
        LatencySummary.ofMicros(verifier.latencies(sentMicros)),
        StepTimes.of(history),
        history,
        verifier.problems());
  }

  private static void pass(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
