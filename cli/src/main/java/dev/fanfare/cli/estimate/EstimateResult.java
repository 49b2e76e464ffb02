package dev.fanfare.cli.estimate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Quotas;
import dev.fanfare.estimate.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code ./fanfare estimate}, and its JSON output, one flat object.
 *
 * @param isHypothetical whether the number of connections was given instead of counted
 * @param rate posts per second that the request asks for; null if it asks for none
 * @param upkeep requests that the connections need even if nothing is sent
 * @param clientsUsdPerMillion cost of a million client actions in USD, by action
 * @param deadline what the deadline needs; null if none was given
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record EstimateResult(
    String stack,
    boolean isHypothetical,
    @Nullable Integer rate,
    @JsonUnwrapped Limits limits,
    @JsonUnwrapped Upkeep upkeep,
    Estimate estimate,
    Map<String, Double> clientsUsdPerMillion,
    @Nullable DeadlinePlan deadline) {

  /** What limits the posts. */
  record Limits(Settings settings, Quotas quotas) {}

  /**
   * Requests per second of the quota that connections need even if nothing is sent.
   *
   * @param standStillConnectRate new connections per second that keep the number constant, because
   *     none lasts longer than two hours
   * @param pingRate requests per second that the pings of all connections take
   */
  record Upkeep(double standStillConnectRate, double pingRate) {
    double total() {
      return standStillConnectRate + pingRate;
    }
  }

  boolean isInTime() {
    return deadline == null || deadline.isReached();
  }
}
