package dev.fanfare.cli.estimate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Quotas;
import dev.fanfare.estimate.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./fanfare estimate} has to say; as JSON, this is it.
 *
 * @param isHypothetical whether the connections were given, not counted
 * @param rate that the broadcast asks for itself
 * @param standStillConnectRate new connections a second that so many need just to stay, since none
 *     lasts longer than two hours
 * @param pingRate requests a second that the pings of so many take
 * @param clientsUsdPerMillion what clients cost beside broadcasts, by action
 * @param deadline what it takes to be in time; null when none was given
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record EstimateResult(
    String stack,
    boolean isHypothetical,
    @Nullable Integer rate,
    Settings settings,
    Quotas quotas,
    double standStillConnectRate,
    double pingRate,
    Estimate estimate,
    Map<String, Double> clientsUsdPerMillion,
    @Nullable DeadlinePlan deadline) {

  /** Requests a second that the connections take of the quota although nobody sends anything. */
  double upkeepRate() {
    return standStillConnectRate + pingRate;
  }

  boolean isInTime() {
    return deadline == null || deadline.isReached();
  }
}
