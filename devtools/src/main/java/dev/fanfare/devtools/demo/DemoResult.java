package dev.fanfare.devtools.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fanfare.cli.broadcasts.HistoryRow;
import java.util.List;
import java.util.Map;

/**
 * What a demo has shown; its JSON is the form of {@code --json}.
 *
 * @param status of the execution
 * @param outcomes the books
 * @param shards of the plan
 * @param rounds of pushing
 * @param channels those that the request names, when all clients had connected
 * @param problems what is not as it must be; empty when all is well
 */
record DemoResult(
    String broadcastId,
    String executionArn,
    String status,
    long planned,
    Map<String, Long> outcomes,
    long pruned,
    int shards,
    int rounds,
    List<ChannelSpread> channels,
    ClientCounts clients,
    LatencySummary latencyMs,
    StepTimes durationMs,
    @JsonIgnore List<HistoryRow> history,
    @JsonIgnore List<String> problems) {

  /**
   * @param received living clients of the audience that got the message
   * @param missing living clients of the audience that did not
   * @param duplicates messages that somebody got more than once
   * @param unexpected clients outside the audience that got it
   */
  record ClientCounts(
      int connected, int vanished, int received, int missing, int duplicates, int unexpected) {}
}
