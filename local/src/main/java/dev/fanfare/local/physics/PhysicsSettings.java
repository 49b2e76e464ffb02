package dev.fanfare.local.physics;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which of AWS's limits apply, and with which numbers. A limit is on if it has numbers.
 *
 * @param region whose defaults complete a limit that is set in part
 * @param numbers of the limits that are on
 */
public record PhysicsSettings(String region, Map<PhysicsNumber, Double> numbers) {
  private static final String OFF = "off";

  public PhysicsSettings {
    var copy = new EnumMap<PhysicsNumber, Double>(PhysicsNumber.class);
    copy.putAll(numbers);
    numbers = Collections.unmodifiableMap(copy);
  }

  /** As fast as this machine. API Gateway keeps its usual quotas. */
  public static PhysicsSettings fast(String region) {
    return new PhysicsSettings(region, Map.of());
  }

  /** All limits on, with AWS's defaults in a Region. */
  public static PhysicsSettings aws(String region) {
    var numbers = new EnumMap<PhysicsNumber, Double>(PhysicsNumber.class);
    for (PhysicsNumber number : PhysicsNumber.values()) {
      numbers.put(number, number.defaultIn(region));
    }
    return new PhysicsSettings(region, numbers);
  }

  /**
   * The preset of a name.
   *
   * @throws IllegalArgumentException with the value and the rule
   */
  public static PhysicsSettings preset(String name, String region) {
    return switch (name) {
      case "fast" -> fast(region);
      case "aws" -> aws(region);
      default -> throw new IllegalArgumentException("is '" + name + "': must be fast or aws");
    };
  }

  /**
   * Sets a number, such as {@code s3.min} to 20, and turns its limit on; or turns a limit off, such
   * as {@code s3} by {@code off}.
   *
   * @throws IllegalArgumentException with the name, the value and the rule
   */
  public PhysicsSettings with(String name, String value) {
    for (Limit limit : Limit.values()) {
      if (limit.key().equals(name)) {
        return without(limit, value);
      }
    }
    var number =
        PhysicsNumber.find(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s is '%s': there is no such number, it must be one of %s"
                            .formatted(name, value, String.join(", ", names()))));
    var changed = new EnumMap<PhysicsNumber, Double>(PhysicsNumber.class);
    of(number.limit()::equals).forEach(each -> changed.put(each, each.defaultIn(region)));
    changed.putAll(numbers);
    changed.put(number, parse(number, value));
    return new PhysicsSettings(region, changed);
  }

  private PhysicsSettings without(Limit limit, String value) {
    if (!value.equals(OFF)) {
      throw new IllegalArgumentException(
          "%s is '%s': a whole limit can only be %s; its numbers are %s"
              .formatted(limit.key(), value, OFF, String.join(", ", names(limit::equals))));
    }
    var others = new EnumMap<PhysicsNumber, Double>(PhysicsNumber.class);
    others.putAll(numbers);
    others.keySet().removeIf(number -> number.limit() == limit);
    return new PhysicsSettings(region, others);
  }

  private static double parse(PhysicsNumber number, String value) {
    try {
      double parsed = Double.parseDouble(value);
      if (parsed >= number.min() && parsed <= number.max()) {
        return parsed;
      }
    } catch (NumberFormatException noNumber) {
      // Reported below, like a number out of range.
    }
    throw new IllegalArgumentException(
        "%s is '%s': must be a number from %s to %s (%s)"
            .formatted(
                number.key(), value, plain(number.min()), plain(number.max()), number.unit()));
  }

  /**
   * @throws IllegalArgumentException if a shortest duration is longer than the longest one
   */
  public PhysicsSettings checked() {
    for (Limit limit : List.of(Limit.COLD_START, Limit.RESTORE, Limit.S3, Limit.GATEWAY_LATENCY)) {
      var bounds = of(limit::equals);
      if (isOn(limit) && value(bounds.get(0)) > value(bounds.get(1))) {
        throw new IllegalArgumentException(
            "%s is '%s': must be at most %s, which is %s"
                .formatted(
                    bounds.get(0).key(),
                    plain(value(bounds.get(0))),
                    bounds.get(1).key(),
                    plain(value(bounds.get(1)))));
      }
    }
    return this;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static List<String> names() {
    return names(limit -> true);
  }

  private static List<String> names(Predicate<Limit> limits) {
    return of(limits).stream().map(PhysicsNumber::key).toList();
  }

  private static List<PhysicsNumber> of(Predicate<Limit> limits) {
    return Arrays.stream(PhysicsNumber.values())
        .filter(number -> limits.test(number.limit()))
        .toList();
  }

  public boolean isOn(Limit limit) {
    return numbers.keySet().stream().anyMatch(number -> number.limit() == limit);
  }

  /**
   * @throws IllegalArgumentException if its limit is off
   */
  public double value(PhysicsNumber number) {
    Double value = numbers.get(number);
    if (value == null) {
      throw new IllegalArgumentException(number.limit().key() + " is off");
    }
    return value;
  }

  /** The durations between two numbers in milliseconds; none if their limit is off. */
  public Latency latency(PhysicsNumber min, PhysicsNumber max) {
    return isOn(min.limit()) ? Latency.ofMillis(value(min), value(max)) : Latency.NONE;
  }
}
