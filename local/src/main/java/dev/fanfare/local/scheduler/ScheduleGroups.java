package dev.fanfare.local.scheduler;

import java.util.Optional;

/** The one group that there is without making any. */
final class ScheduleGroups {
  static final String DEFAULT = "default";

  private ScheduleGroups() {}

  static void require(Optional<String> group) {
    group
        .filter(name -> !name.equals(DEFAULT))
        .ifPresent(
            name -> {
              throw SchedulerException.notFound("Schedule group " + name);
            });
  }
}
