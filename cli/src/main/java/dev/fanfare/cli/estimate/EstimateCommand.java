package dev.fanfare.cli.estimate;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.Request;
import dev.fanfare.broadcast.RequestReader;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.desk.Desk;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import dev.fanfare.config.Json;
import dev.fanfare.estimate.Figures;
import dev.fanfare.estimate.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fanfare estimate}: how long and how much, before anything is sent. */
@Command(
    name = "estimate",
    header = "Tells how long a broadcast will take and what it will cost.",
    description = {
      "Counts the audience now, by a dry run, or takes --connections as given; reckons with the stack's"
          + " settings, the account's quotas, list prices, and what the stack's latest broadcasts took.",
      "Exits 0; 1 when the deadline is not reached by any setting; 2 for a wrong call; 3 when there is no"
          + " such stack."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EstimateCommand implements Callable<Integer> {
  private static final byte[] TO_EVERYONE = "{\"data\":null}".getBytes(StandardCharsets.UTF_8);
  private static final int HIGHEST_RATE = 1_000_000;

  @Mixin private StackSelection selection;
  @Mixin private Desk desk;

  @Option(
      names = "--request",
      paramLabel = "FILE",
      description = "The request, in the queue's JSON (default: to everyone).")
  private Path request;

  @Option(
      names = "--connections",
      paramLabel = "N",
      converter = CountText.class,
      description = "As if the audience had so many, as in 500, 50k or 10M; nothing is counted.")
  private Long connections;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description = "Bytes of the message (default: those of the request's data, else 1000).")
  private Integer bytes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Posts per second that the broadcast asks for at most (default: the request's).")
  private Integer rate;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = DurationText.class,
      description =
          "What to set, or to ask AWS for, so that everybody is reached in 1500ms, 90s, 2m, 1h.")
  private Duration deadline;

  @Option(
      names = "--prices",
      description = "Print the prices, quotas and assumptions with their dates and sources.")
  private boolean prices;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (prices) {
      var figures = Figures.load();
      desk.answer(figures, EstimateTable.of(figures));
      return ExitCode.WELL;
    }
    checked("--bytes", bytes, 0, AwsLimits.MESSAGE_BYTES);
    checked("--rate", rate, 1, HIGHEST_RATE);
    byte[] given = given();
    Request read = parsed(given);
    try (var stack = selection.open()) {
      Answer answer = answer(stack, given, read);
      desk.answer(answer, EstimateTable.of(answer));
      return answer.isInTime() ? ExitCode.WELL : ExitCode.NOT_WELL;
    }
  }

  private Answer answer(DeployedStack stack, byte[] given, Request read)
      throws IOException, InterruptedException {
    long count = connections == null ? counted(stack, given) : connections;
    OptionalInt asked = rate == null ? read.rate() : OptionalInt.of(rate);
    var workload = new Workload(count, messageBytes(read), asked, read.users().size());
    var estimates = new StackEstimates(stack);
    return new Answer(
        stack.name(),
        connections != null,
        asked.isPresent() ? asked.getAsInt() : null,
        estimates.settings(),
        estimates.quotas(),
        estimates.standStillConnectRate(count),
        estimates.estimate(workload),
        deadline == null ? null : estimates.plan(workload, deadline));
  }

  private int messageBytes(Request read) {
    if (bytes != null) {
      return bytes;
    }
    return request == null ? 1_000 : read.message().map(message -> message.length).orElse(1_000);
  }

  private long counted(DeployedStack stack, byte[] given) throws IOException, InterruptedException {
    return new AudienceCount(stack, desk::pause)
        .of(Json.MAPPER.readTree(given), "estimate-" + UUID.randomUUID());
  }

  private byte[] given() {
    if (request == null) {
      return TO_EVERYONE;
    }
    try {
      return Files.readAllBytes(request);
    } catch (IOException e) {
      throw desk.wrongCall("--request is " + request + ": cannot be read: " + e);
    }
  }

  private Request parsed(byte[] given) {
    try {
      return RequestReader.read(given);
    } catch (InvalidRequestException e) {
      throw desk.wrongCall("--request is " + request + ": " + e.getMessage());
    }
  }

  private void checked(String option, Integer number, int least, int most) {
    if (number != null && (number < least || number > most)) {
      throw desk.wrongCall(
          "%s is %d: must be from %d to %d".formatted(option, number, least, most));
    }
  }
}
