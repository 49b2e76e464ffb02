package dev.fanfare.cli.demo;

import dev.fanfare.broadcast.Request;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.broadcasts.Summary;
import dev.fanfare.cli.swarm.Clients;
import dev.fanfare.cli.swarm.ConnectPace;
import dev.fanfare.cli.swarm.ConnectReport;
import dev.fanfare.local.LocalStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** The acts of a demo, one after another, on a stack that runs. */
final class Demo {
  private static final Duration ARRIVE_WITHIN = Duration.ofSeconds(20);
  private static final Duration LISTEN_ON = Duration.ofMillis(300);
  private static final Duration NOTICE_WITHIN = Duration.ofSeconds(20);

  private final LocalStack stack;
  private final Clients clients;
  private final Crowd crowd;
  private final byte[] requestJson;
  private final Request request;
  private final DemoStage stage;

  Demo(
      LocalStack stack,
      Clients clients,
      Crowd crowd,
      byte[] requestJson,
      Request request,
      DemoStage stage) {
    this.stack = stack;
    this.clients = clients;
    this.crowd = crowd;
    this.requestJson = requestJson;
    this.request = request;
    this.stage = stage;
  }

  DemoResult run() throws InterruptedException {
    connect();
    var spreads = ChannelSpread.read(stack, request.channels());
    vanish();
    stage.say("sending the request to the queue");
    long sentMicros = micros(Instant.now());
    String messageId = send();
    String id = request.id().orElse(messageId);
    String executionArn = executionArn(id);
    var watch = new BroadcastWatch(stack.states(), executionArn);
    DescribeExecutionResponse execution = watch.follow(stage::shards);
    stage.shardsDone();

    int living = crowd.living(request);
    clients.await(totals -> totals.reached() >= living, ARRIVE_WITHIN);
    // Whoever would get it twice, or should not get it at all, would get it about now.
    clients.await(totals -> totals.received() > living, LISTEN_ON);
    return result(id, execution, watch, sentMicros, spreads);
  }

  private void connect() {
    stage.say("connecting " + crowd.users().size() + " clients");
    ConnectReport report =
        clients.connect(stack.endpoints().sockets(), crowd.users(), ConnectPace.DEFAULT).join();
    if (report.failed() > 0) {
      throw new CommandFailure(
          report.failed() + " clients could not connect, by HTTP status: " + report.failures());
    }
  }

  private void vanish() throws InterruptedException {
    if (crowd.vanishing() == 0) {
      return;
    }
    stage.say("letting " + crowd.vanishing() + " of them vanish without a $disconnect");
    clients.vanish(crowd.vanishing());
    int left = crowd.users().size() - crowd.vanishing();
    Instant latest = Instant.now().plus(NOTICE_WITHIN);
    while (stack.connections() > left) {
      if (Instant.now().isAfter(latest)) {
        throw new CommandFailure(
            "the gateway still holds "
                + stack.connections()
                + " connections, expected are "
                + left);
      }
      Thread.sleep(10);
    }
  }

  private String send() {
    String body = new String(requestJson, StandardCharsets.UTF_8);
    return stack
        .queues()
        .sendMessage(send -> send.queueUrl(stack.output("QueueUrl")).messageBody(body))
        .messageId();
  }

  private String executionArn(String id) {
    String name = stack.template().stateMachines().get(0).name();
    return stack.account().executionArn(name, id);
  }

  private DemoResult result(
      String id,
      DescribeExecutionResponse execution,
      BroadcastWatch watch,
      long sentMicros,
      List<ChannelSpread> spreads) {
    var judgement = new Judgement(crowd, request, clients.snapshot());
    Summary summary = Summary.of(execution);
    judgement.judge(execution.statusAsString(), summary, StaleRows.read(stack, id));
    judgement.judgeSpreads(spreads);
    var history = watch.history();
    return new DemoResult(
        id,
        execution.executionArn(),
        execution.statusAsString(),
        summary.planned(),
        summary.outcomes(),
        summary.pruned(),
        summary.shards(),
        summary.rounds(),
        spreads,
        judgement.counts(),
        LatencySummary.ofMicros(judgement.latencies(sentMicros)),
        StepTimes.of(history),
        history,
        judgement.problems());
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
