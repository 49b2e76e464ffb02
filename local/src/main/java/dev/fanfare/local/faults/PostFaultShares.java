package dev.fanfare.local.faults;

import dev.fanfare.local.apigateway.PostFault;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The percentage of posts that get each fault, written as {@code 429=30,5xx=5,reset=5}.
 *
 * @param percent percentages by fault; their sum is at most 100
 */
public record PostFaultShares(Map<PostFault, Double> percent) {
  private static final double ALL = 100;

  /** The faults by their name in the text. Faults with one name share its percentage evenly. */
  private static final Map<String, List<PostFault>> FAULTS = faultsByName();

  private static Map<String, List<PostFault>> faultsByName() {
    var faultsByName = new LinkedHashMap<String, List<PostFault>>();
    faultsByName.put("429", List.of(PostFault.THROTTLED));
    faultsByName.put("5xx", List.of(PostFault.INTERNAL_ERROR, PostFault.UNAVAILABLE));
    faultsByName.put("reset", List.of(PostFault.RESET));
    faultsByName.put("lost", List.of(PostFault.LOST_ANSWER));
    faultsByName.put("slow", List.of(PostFault.SLOW));
    return faultsByName;
  }

  public PostFaultShares {
    percent = Map.copyOf(percent);
  }

  /**
   * Parses text such as {@code 429=30,5xx=5}.
   *
   * @throws IllegalArgumentException if the text is invalid; quotes the value and the rule
   */
  public static PostFaultShares parse(String text) {
    var percent = new EnumMap<PostFault, Double>(PostFault.class);
    double sum = 0;
    for (String share : text.split(",", -1)) {
      String[] parts = share.split("=", -1);
      List<PostFault> faults = FAULTS.get(parts[0].strip());
      if (parts.length != 2 || faults == null) {
        throw new IllegalArgumentException(
            "'%s' is not KIND=PERCENT: a kind is one of %s"
                .formatted(share, String.join(", ", FAULTS.keySet())));
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
    } catch (NumberFormatException notANumber) {
      // The error below covers this case too.
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
