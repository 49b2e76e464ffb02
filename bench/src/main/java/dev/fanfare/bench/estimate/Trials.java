package dev.fanfare.bench.estimate;

import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.cli.estimate.StackEstimates;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.devtools.load.Clients;
import dev.fanfare.devtools.load.ConnectPace;
import dev.fanfare.estimate.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Sends broadcasts to a growing number of clients. Before each broadcast, it gets the estimate that
 * an operator would get at that time.
 */
final class Trials {
  private static final Duration MAX_WAIT = Duration.ofMinutes(10);

  private final DeployedStack stack;
  private final Clients clients;
  private final URI sockets;
  private final Consumer<String> progress;
  private int connected;
  private int sent;
  private long expected;

  Trials(DeployedStack stack, Clients clients, URI sockets, Consumer<String> progress) {
    this.stack = stack;
    this.clients = clients;
    this.sockets = sockets;
    this.progress = progress;
  }

  /**
   * Runs all orders.
   *
   * @param warmUps number of unmeasured broadcasts to the smallest crowd
   * @param rehearsals number of unmeasured broadcasts to each larger crowd
   */
  List<Trial> run(List<Order> orders, int warmUps, int rehearsals) {
    List<Trial> trials = new ArrayList<>();
    for (Order order : orders) {
      if (order.clients() > connected) {
        connect(order.clients());
        for (int i = 0; i < (trials.isEmpty() ? warmUps : rehearsals); i++) {
          run(new Order(order.clients(), 0));
        }
      }
      progress.accept("%,d clients, rate %d".formatted(order.clients(), order.rate()));
      trials.add(run(order));
    }
    return trials;
  }

  private void connect(int crowd) {
    List<String> users =
        IntStream.rangeClosed(connected + 1, crowd).mapToObj(user -> "user-" + user).toList();
    progress.accept("connecting %,d clients".formatted(users.size()));
    var report = clients.connect(sockets, users, ConnectPace.DEFAULT).join();
    if (report.failed() > 0) {
      throw new BenchFailure(report.failed() + " clients could not connect");
    }
    connected = crowd;
  }

  private Trial run(Order order) {
    String data = Integer.toString(++sent);
    var rate = order.rate() == 0 ? OptionalInt.empty() : OptionalInt.of(order.rate());
    var workload = Workload.toEveryone(connected, data.length()).withRate(rate);
    var estimate = new StackEstimates(stack).estimate(workload);
    var execution = broadcast(data, order.rate());
    expected += connected;
    if (!clients.await(totals -> totals.received() >= expected, MAX_WAIT)) {
      throw new BenchFailure("a message has not reached all clients");
    }
    long took = Duration.between(execution.startDate(), execution.stopDate()).toMillis();
    return new Trial(
        connected,
        order.rate(),
        estimate.times().totalMillis(),
        took,
        estimate.pace().binds().word());
  }

  private DescribeExecutionResponse broadcast(String data, int rate) {
    String rateField = rate == 0 ? "" : ",\"rate\":" + rate;
    String arn =
        stack
            .states()
            .startExecution(
                start ->
                    start
                        .stateMachineArn(stack.stateMachineArn())
                        .name("trial-" + data)
                        .input("{\"data\":" + data + rateField + "}"))
            .executionArn();
    var ended = new ArrayList<DescribeExecutionResponse>();
    clients.await(any -> hasEnded(arn, ended), MAX_WAIT);
    if (ended.isEmpty() || ended.get(0).status() != ExecutionStatus.SUCCEEDED) {
      throw new BenchFailure("a broadcast did not succeed: " + ended);
    }
    return ended.get(0);
  }

  private boolean hasEnded(String arn, List<DescribeExecutionResponse> ended) {
    var execution = stack.states().describeExecution(ask -> ask.executionArn(arn));
    if (execution.status() == ExecutionStatus.RUNNING) {
      return false;
    }
    ended.add(execution);
    return true;
  }
}
