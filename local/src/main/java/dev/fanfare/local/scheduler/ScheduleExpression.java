package dev.fanfare.local.scheduler;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The times of a schedule: {@code at(2026-12-24T18:00:00)}, {@code rate(5 minutes)} or {@code
 * cron(0 18 24 12 ? *)}; see "Schedule types" in the EventBridge Scheduler User Guide.
 */
public sealed interface ScheduleExpression {

  /**
   * The next due time after {@code after}; empty if there is none.
   *
   * @param start the first due time of a rate; a cron expression is never due before it
   */
  Optional<Instant> next(Instant after, Instant start, ZoneId zone);

  /** Once, at a local time in the schedule's time zone. */
  record At(LocalDateTime time) implements ScheduleExpression {
    @Override
    public Optional<Instant> next(Instant after, Instant start, ZoneId zone) {
      return Optional.of(time.atZone(zone).toInstant()).filter(due -> due.isAfter(after));
    }
  }

  /** At a fixed interval, which daylight saving does not change. */
  record Rate(Duration every) implements ScheduleExpression {
    @Override
    public Optional<Instant> next(Instant after, Instant start, ZoneId zone) {
      if (after.isBefore(start)) {
        return Optional.of(start);
      }
      long elapsed = Duration.between(start, after).toMillis() / every.toMillis();
      return Optional.of(start.plus(every.multipliedBy(elapsed + 1)));
    }
  }

  /** At local times in the schedule's time zone. */
  record Cron(CronExpression expression) implements ScheduleExpression {
    @Override
    public Optional<Instant> next(Instant after, Instant start, ZoneId zone) {
      return expression.next(after.isBefore(start) ? start.minusMillis(1) : after, zone);
    }
  }

  /** Parses a schedule expression. */
  final class Reader {
    private static final Pattern FORM = Pattern.compile("(at|rate|cron)\\((.*)\\)");
    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,8}) (minute|hour|day)s?");
    private static final Map<String, Duration> UNITS =
        Map.of(
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1));

    private Reader() {}

    /**
     * @throws InvalidScheduleException if the text has none of the three forms
     */
    public static ScheduleExpression read(String text) {
      var form = FORM.matcher(text);
      if (!form.matches()) {
        throw invalid(text, "must be at(...), rate(...) or cron(...)");
      }
      var inner = form.group(2);
      return switch (form.group(1)) {
        case "at" -> at(text, inner);
        case "rate" -> rate(text, inner);
        default -> new Cron(CronExpression.parse(inner));
      };
    }

    private static ScheduleExpression at(String text, String inner) {
      try {
        if (inner.length() == "yyyy-mm-ddThh:mm:ss".length()) {
          return new At(LocalDateTime.parse(inner));
        }
      } catch (DateTimeException e) {
        // The error below covers this case too.
      }
      throw invalid(text, "must look like at(2026-12-24T18:00:00)");
    }

    private static ScheduleExpression rate(String text, String inner) {
      var rate = RATE.matcher(inner);
      if (!rate.matches()) {
        throw invalid(text, "must look like rate(5 minutes); units are minutes, hours and days");
      }
      Duration unit = requireNonNull(UNITS.get(rate.group(2)), "unknown unit");
      return new Rate(unit.multipliedBy(Long.parseLong(rate.group(1))));
    }

    private static InvalidScheduleException invalid(String text, String rule) {
      return new InvalidScheduleException("Invalid Schedule Expression " + text + ": " + rule);
    }
  }
}
