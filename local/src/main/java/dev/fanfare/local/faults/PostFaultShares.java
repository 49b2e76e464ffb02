package dev.fanfare.local.faults;

import dev.fanfare.local.apigateway.PostFault;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The percentage of posts with each fault, written as {@code 429=30,5xx=5,reset=5}.
 *
 * @param percent by fault; the sum is at most 100
 */
public record PostFaultShares(Map<PostFault, Double> percent) {
  private static final double ALL = 100;

  /** The names in the text, and the faults that share a percentage evenly. */
  private static final Map<String, List<PostFault>> WORDS = words();

  private static Map<String, List<PostFault>> words() {
    var words = new LinkedHashMap<String, List<PostFault>>();
    words.put("429", List.of(PostFault.THROTTLED));
    words.put("5xx", List.of(PostFault.INTERNAL_ERROR, PostFault.UNAVAILABLE));
    words.put("reset", List.of(PostFault.RESET));
    words.put("lost", List.of(PostFault.LOST_ANSWER));
    words.put("slow", List.of(PostFault.SLOW));
    return words;
  }

  public PostFaultShares {
    percent = Map.copyOf(percent);
  }

  /**
   * Parses the text.
   *
   * @throws IllegalArgumentException with the value and the rule that it breaks
   */
  public static PostFaultShares parse(String text) {
    var percent = new EnumMap<PostFault, Double>(PostFault.class);
    double sum = 0;
    for (String share : text.split(",", -1)) {
      String[] parts = share.split("=", -1);
      List<PostFault> faults = WORDS.get(parts[0].strip());
      if (parts.length != 2 || faults == null) {
        throw new IllegalArgumentException(
            "'%s' is not KIND=PERCENT: a kind is one of %s"
                .formatted(share, String.join(", ", WORDS.keySet())));
      }
      double part = percent(share, parts[1].strip());
      sum += part;
      for (PostFault fault : faults) {
        if (percent.put(fault, part / faults.size()) != null) {
          throw new IllegalArgumentException("'" + share + "' is given twice");
        }
      }
    }
    if (sum > ALL) {
      throw new IllegalArgumentException("the shares add up to " + sum + " %: at most 100 %");
    }
    return new PostFaultShares(percent);
  }

  private static double percent(String share, String number) {
    try {
      double percent = Double.parseDouble(number);
      if (percent >= 0 && percent <= ALL) {
        return percent;
      }
    } catch (NumberFormatException noNumber) {
      // Reported below, like a number out of range.
    }
    throw new IllegalArgumentException("'" + share + "' must be a number from 0 to 100");
  }

  /**
   * The fault at a place in the distribution.
   *
   * @param place from 0 to less than 100
   */
  PostFault at(double place) {
    double end = 0;
    for (PostFault fault : PostFault.values()) {
      end += percent.getOrDefault(fault, 0.0);
      if (place < end) {
        return fault;
      }
    }
    return PostFault.NONE;
  }
}
