package dev.fanfare.cli.estimate;

import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Settings;
import java.util.List;
import java.util.Optional;

/**
 * The changes that a broadcast needs to reach everyone by a deadline.
 *
 * @param deadlineMillis milliseconds from the start until the last post is answered
 * @param kind whether settings suffice, a quota must be raised, or nothing helps
 * @param changes settings to change or quotas to request; empty if no change is needed
 * @param requestRate minimum requests per second of the account
 * @param settings with the changes; the current ones if nothing helps
 * @param rate that the request must ask for; empty if it asks for none
 * @param estimate with these settings; its {@code reachedMillis} is within the deadline unless
 *     nothing helps
 */
public record DeadlinePlan(
    long deadlineMillis,
    Kind kind,
    List<Change> changes,
    long requestRate,
    Settings settings,
    Optional<Integer> rate,
    Estimate estimate) {

  /** What it takes to meet the deadline. */
  public enum Kind {
    AS_IT_IS,
    BY_SETTINGS,
    BY_QUOTA,
    NOT_AT_ALL
  }

  /**
   * @param what name of the parameter, the request field or the quota
   * @param from current value
   * @param to required value; for a quota the minimum
   * @param isQuota whether AWS must grant it
   */
  public record Change(String what, String from, String to, boolean isQuota) {}

  public boolean isReached() {
    return kind == Kind.AS_IT_IS || kind == Kind.BY_SETTINGS;
  }
}
