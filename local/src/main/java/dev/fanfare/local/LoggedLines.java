package dev.fanfare.local;

import dev.fanfare.local.cloudwatch.EmbeddedMetrics;
import dev.fanfare.local.cloudwatch.Metrics;
import dev.fanfare.local.cloudwatchlogs.Logs;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.local.lambda.LogReader;

/** What functions log goes into their log groups, and what of it are metrics, to these. */
final class LoggedLines implements LogReader {
  private final EmbeddedMetrics metrics;
  private final Logs logs;

  LoggedLines(Metrics metrics, Logs logs) {
    this.metrics = new EmbeddedMetrics(metrics);
    this.logs = logs;
  }

  @Override
  public void read(FunctionSpec function, String stream, String message) {
    metrics.accept(message);
    logs.write(function.logGroup(), stream, message);
  }
}
