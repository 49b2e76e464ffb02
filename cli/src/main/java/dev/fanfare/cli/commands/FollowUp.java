package dev.fanfare.cli.commands;

import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.DerivedId;
import dev.fanfare.cli.broadcasts.RequestDraft;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.DeployedStack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that resend and correct share. */
final class FollowUp {
  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Id of the new broadcast (default: the old id with -resend or -correction).")
  private @Nullable String id;

  @Option(names = "--rate", paramLabel = "N", description = "Maximum posts a second.")
  private @Nullable Integer rate;

  @Option(names = "--watch", description = "Follow it until it ends, like ./fanfare watch.")
  private boolean watch;

  /**
   * Sends the follow-up broadcast.
   *
   * @param suffix appended to the id of the earlier broadcast, unless --id is given
   * @param draft the request without id and rate
   * @return one of {@link dev.fanfare.cli.ExitCode}
   */
  int send(DeployedStack stack, CommandIo io, Broadcast earlier, String suffix, RequestDraft draft)
      throws InterruptedException {
    String name = id == null ? DerivedId.of(earlier.id(), suffix) : id;
    RequestDraft named = draft.with("id", name);
    RequestDraft whole = rate == null ? named : named.with("rate", rate);
    return new Sending(stack, io, true).sendOnce(whole, name, watch);
  }
}
