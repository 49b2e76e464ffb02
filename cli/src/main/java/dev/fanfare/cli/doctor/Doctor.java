package dev.fanfare.cli.doctor;

import dev.fanfare.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Runs all checks in parallel, because most of the time is spent waiting for responses. */
final class Doctor {
  private static final List<Check> CHECKS =
      List.of(
          new Sockets(),
          new ReadAccessCheck(),
          new ClockSkew(),
          new TemplateVersion(),
          new DefinitionVersion(),
          new CodeVersion(),
          new QuotaSettings(),
          new QueueAge(),
          new DeadLetters(),
          new RecentExecutions(),
          new StaleShare(),
          new Alarms());

  private final ExecutorService threads;

  Doctor(ExecutorService threads) {
    this.threads = threads;
  }

  Diagnosis examine(CheckContext context) {
    List<CompletableFuture<List<Finding>>> looking =
        CHECKS.stream()
            .map(check -> CompletableFuture.supplyAsync(() -> findings(check, context), threads))
            .toList();
    var findings = new ArrayList<Finding>();
    looking.forEach(check -> findings.addAll(check.join()));
    var calls = new CallFindings(context.calls().results());
    findings.addAll(0, calls.list());
    return new Diagnosis(
        context.stack().name(),
        context.stack().region(),
        context.stack().accountId(),
        findings,
        calls.isAllReached());
  }

  /**
   * Runs one check. If it fails, for example because a stack of another version lacks an output,
   * the other checks still run.
   */
  private static List<Finding> findings(Check check, CheckContext context) {
    try {
      return check.run(context);
    } catch (CommandFailure e) {
      return List.of(
          Finding.fix(check.title(), "the check failed: " + e.getMessage(), "fix that error"));
    }
  }
}
