package dev.fanfare.devtools.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fanfare.cli.broadcasts.HistoryRow;
import dev.fanfare.local.physics.LimitMeter;
import java.util.List;
import java.util.Map;

/**
 * The result of a demo, and the output of {@code --json}, one flat object.
 *
 * @param channels the channels of the request, as they were when all clients had connected
 * @param problems failed verifications; empty if there are none
 */
record DemoResult(
    @JsonUnwrapped Execution execution,
    @JsonUnwrapped Totals totals,
    List<ChannelSpread> channels,
    ClientCounts clients,
    @JsonUnwrapped Times times,
    @JsonIgnore List<HistoryRow> history,
    @JsonIgnore List<String> problems) {

  record Execution(String broadcastId, String executionArn, String status) {}

  /**
   * @param physics the limits of AWS that are on, and what they did since the start of the stack
   */
  record Times(LatencySummary latencyMs, StepTimes durationMs, List<LimitMeter.Row> physics) {}

  /**
   * @param outcomes number of connections by outcome
   * @param shards number of shards in the plan
   * @param rounds number of rounds of pushing
   */
  record Totals(long planned, Map<String, Long> outcomes, long pruned, int shards, int rounds) {}

  /**
   * Numbers of clients.
   *
   * @param received connected clients of the audience that got the message
   * @param missing connected clients of the audience that did not get it
   * @param duplicates messages that a client got again
   * @param unexpected clients outside the audience that got it
   */
  record ClientCounts(
      int connected, int vanished, int received, int missing, int duplicates, int unexpected) {}
}
