package dev.fanfare.cli.estimate;

import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What it takes for everybody to be reached in time.
 *
 * @param deadlineMillis from the start until the last post is answered
 * @param kind whether settings do it, a quota must be raised, or nothing does it
 * @param changes what to set, or to ask AWS for, each in one line; empty when all is well as it is
 * @param requestRate of the account that is needed at least
 * @param settings with which it is reached; as they are when nothing reaches it
 * @param estimate with those; its {@code reachedMillis} is within the deadline unless nothing is
 */
public record DeadlinePlan(
    long deadlineMillis,
    Kind kind,
    List<Change> changes,
    long requestRate,
    Settings settings,
    Optional<Integer> rate,
    Estimate estimate) {

  /** Who can do something about it. */
  public enum Kind {
    AS_IT_IS,
    BY_SETTINGS,
    BY_QUOTA,
    NOT_AT_ALL
  }

  /**
   * @param what the parameter, the field of the request, or the quota
   * @param from its value now
   * @param to what it must be; for a quota at least
   * @param isQuota whether AWS must grant it
   */
  public record Change(String what, String from, String to, boolean isQuota) {}

  public boolean isReached() {
    return kind == Kind.AS_IT_IS || kind == Kind.BY_SETTINGS;
  }
}
