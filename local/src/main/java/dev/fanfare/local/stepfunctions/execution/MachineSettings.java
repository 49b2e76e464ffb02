package dev.fanfare.local.stepfunctions.execution;

import java.util.List;
import java.util.Optional;

/**
 * What a description shows of a state machine beside its definition. Executions write no logs and
 * no traces here.
 */
public record MachineSettings(Logging logging, boolean isTraced) {
  public static final MachineSettings DEFAULT = new MachineSettings(Logging.OFF, false);

  /**
   * What would be written to CloudWatch Logs.
   *
   * @param level {@code ALL}, {@code ERROR}, {@code FATAL} or {@code OFF}
   * @param logGroupArns at most one; empty if the list was not given
   */
  public record Logging(
      String level, boolean includesExecutionData, Optional<List<String>> logGroupArns) {
    public static final Logging OFF = new Logging("OFF", false, Optional.empty());
  }
}
