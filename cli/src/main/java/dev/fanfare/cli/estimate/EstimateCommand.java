package dev.fanfare.cli.estimate;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.broadcasts.DryRun;
import dev.fanfare.cli.broadcasts.RequestDraft;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.request.RequestOptions;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import dev.fanfare.estimate.MessageCosts;
import dev.fanfare.estimate.PriceBook;
import dev.fanfare.estimate.Settings;
import dev.fanfare.estimate.TimeLimit;
import dev.fanfare.estimate.Workload;
import dev.fanfare.request.Request;
import dev.fanfare.request.RequestReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fanfare estimate}: estimates time and cost before anything is sent. */
@Command(
    name = "estimate",
    header = "Estimates how long a broadcast will take and what it will cost.",
    description = {
      "Counts the audience with a dry run, or uses --connections. The estimate uses the"
          + " stack's settings, the account's quotas, list prices, and the times of the stack's"
          + " latest broadcasts.",
      "Exits with 0; 1 if no setting meets the deadline; 2 for a usage error; 3 if there is"
          + " no such stack."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EstimateCommand implements Callable<Integer> {
  private static final String NAME = "estimate";

  private static final int DEFAULT_MEMBERS = 10;
  private static final int DEFAULT_MESSAGE_BYTES = 300;

  /** The maximum of DirectLimit. For more members, a message always needs an execution. */
  private static final int MAX_MEMBERS = 5_000;

  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;
  @Mixin private RequestOptions request;

  @Option(
      names = "--connections",
      paramLabel = "N",
      converter = CountText.class,
      description =
          "Assume an audience of this size, such as 500, 50k or 10M, instead of counting.")
  private @Nullable Long connections;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description = "Bytes of the message (default: the size of the given message, or 1000).")
  private @Nullable Integer bytes;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = DurationText.class,
      description =
          "Say what to set, or which quota to request, to reach everyone within this time:"
              + " 1500ms, 90s, 2m, 1h.")
  private @Nullable Duration deadline;

  @Option(
      names = "--prices",
      description = "Print the prices, quotas and assumptions with their dates and sources.")
  private boolean prices;

  @Option(
      names = "--messages",
      paramLabel = "N",
      converter = CountText.class,
      description =
          "Print the cost of this many client messages to a channel, posted directly and as"
              + " executions; needs no stack.")
  private @Nullable Long messages;

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "Members of the channel that receive each message of --messages (default: 10).")
  private @Nullable Integer members;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (members != null && messages == null) {
      throw io.usageError("--members is given without --messages: --messages must say how many");
    }
    if (prices) {
      var priceBook = PriceBook.load();
      io.answer(priceBook, EstimateTable.of(priceBook));
      return ExitCode.SUCCESS;
    }
    requireBytes();
    if (messages != null) {
      return messageCosts(messages);
    }
    RequestDraft draft = request.unsentDraft(io);
    try (var stack = selection.open()) {
      EstimateResult result = estimate(stack, draft);
      io.answer(result, EstimateTable.of(result));
      return result.isInTime() ? ExitCode.SUCCESS : ExitCode.FAILURE;
    }
  }

  private int messageCosts(long messages) {
    int receivers = members == null ? DEFAULT_MEMBERS : members;
    if (receivers < 1 || receivers > MAX_MEMBERS) {
      throw io.usageError(
          "--members is %d: must be from 1 to %d".formatted(receivers, MAX_MEMBERS));
    }
    var costs =
        MessageCosts.of(
            PriceBook.load(), messages, receivers, bytes == null ? DEFAULT_MESSAGE_BYTES : bytes);
    io.answer(costs, EstimateTable.of(costs));
    return ExitCode.SUCCESS;
  }

  private EstimateResult estimate(DeployedStack stack, RequestDraft draft)
      throws InterruptedException {
    Request read = RequestReader.read(draft.json());
    long count = connections == null ? counted(stack, draft) : connections;
    var estimates = new StackEstimates(stack);
    OptionalInt rate = estimates.settings().rateOf(read);
    var workload = new Workload(count, messageBytes(read), rate, read.audience().users().size());
    requireTime(stack, read, count, estimates.settings());
    return new EstimateResult(
        stack.name(),
        connections != null,
        rate.isPresent() ? rate.getAsInt() : null,
        new EstimateResult.Limits(estimates.settings(), estimates.quotas()),
        new EstimateResult.Upkeep(
            estimates.standStillConnectRate(count), estimates.pingRate(count)),
        estimates.estimate(workload),
        estimates.clients(),
        deadline == null ? null : estimates.plan(workload, deadline));
  }

  /** Checks the time limit as the planner does. With --connections, the planner does not run. */
  private void requireTime(DeployedStack stack, Request read, long count, Settings settings) {
    Instant now = Instant.now();
    try {
      TimeLimit.of((int) stack.number("RetentionDays"))
          .check(
              count,
              settings.rateOf(read),
              read.expiry().deadline(now).map(end -> Duration.between(now, end)),
              settings);
    } catch (InvalidRequestException e) {
      throw io.usageError(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Counts the audience with a dry run under another id, so that the id of the broadcast stays
   * free.
   */
  private long counted(DeployedStack stack, RequestDraft draft) throws InterruptedException {
    return DryRun.of(stack, draft, draft.id().orElse(NAME), io::pause).planned();
  }

  private int messageBytes(Request read) {
    if (bytes != null) {
      return bytes;
    }
    return request.hasMessage()
        ? read.message().map(message -> message.length).orElse(AudienceEstimate.DEFAULT_BYTES)
        : AudienceEstimate.DEFAULT_BYTES;
  }

  private void requireBytes() {
    if (bytes != null && (bytes < 0 || bytes > AwsLimits.MESSAGE_BYTES)) {
      throw io.usageError(
          "--bytes is %d: must be from 0 to %d".formatted(bytes, AwsLimits.MESSAGE_BYTES));
    }
  }
}
