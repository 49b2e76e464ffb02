package dev.fanfare.local.stepfunctions.query;

import static com.dashjoin.jsonata.Jsonata.function;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Step Functions adds to JSONata 2.0.6 or replaces in it. It removes {@code
 * $eval}. {@code $now} and {@code $millis} use the clock of the local stack. This class replaces
 * {@code $substring} because the library's version fails for surrogate pairs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">JSONata
 *     functions provided by Step Functions</a>
 */
public final class StepFunctionsLibrary {
  private static final Set<String> DIGESTS =
      Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

  /** The maximum number of elements of a {@code $range}, as for {@code States.ArrayRange}. */
  private static final int MAX_RANGE = 1_000;

  private final Map<String, Jsonata.JFunction> functions = new LinkedHashMap<>();

  /**
   * @param random must be thread-safe
   */
  public StepFunctionsLibrary(Clock clock, RandomGenerator random) {
    functions.put("partition", function("partition", StepFunctionsLibrary::partition, "<an:a>"));
    functions.put("range", function("range", StepFunctionsLibrary::range, "<nnn:a>"));
    functions.put("hash", function("hash", StepFunctionsLibrary::hash, "<ss:s>"));
    functions.put("parse", function("parse", StepFunctionsLibrary::parse, "<s:x>"));
    functions.put("uuid", function("uuid", () -> RandomIds.uuid(random), "<:s>"));
    functions.put("random", function("random", (Number seed) -> random(random, seed), "<n?:n>"));
    functions.put("substring", function("substring", StepFunctionsLibrary::substring, "<s-nn?:s>"));
    functions.put("millis", function("millis", clock::millis, "<:n>"));
    functions.put(
        "now",
        function("now", (String picture, String zone) -> now(clock, picture, zone), "<s?s?:s>"));
  }

  void bindTo(Jsonata.Frame frame) {
    functions.forEach(frame::bind);
    frame.bind("eval", (Object) null);
  }

  private static List<Object> partition(List<?> array, Number size) {
    if (size.intValue() < 1) {
      throw new JException("The chunk size of $partition must be at least 1, not " + size, 0);
    }
    var chunks = new ArrayList<>();
    for (int from = 0; from < array.size(); from += size.intValue()) {
      int to = Math.min(array.size(), from + size.intValue());
      chunks.add(new ArrayList<>(array.subList(from, to)));
    }
    return chunks;
  }

  private static List<Object> range(Number first, Number last, Number step) {
    if (step.doubleValue() == 0) {
      throw new JException("The step of $range must not be 0", 0);
    }
    double count = Math.floor((last.doubleValue() - first.doubleValue()) / step.doubleValue()) + 1;
    if (count > MAX_RANGE) {
      throw new JException("$range must not have more than " + MAX_RANGE + " elements", 0);
    }
    var range = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double element = first.doubleValue() + i * step.doubleValue();
      range.add(element == Math.rint(element) ? (Object) (long) element : (Object) element);
    }
    return range;
  }

  private static String hash(String text, String algorithm) {
    if (!DIGESTS.contains(algorithm)) {
      throw new JException("$hash supports " + DIGESTS + ", not '" + algorithm + "'", 0);
    }
    try {
      var digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java does not support " + algorithm, e);
    }
  }

  private static Object parse(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new JException("The argument of $parse is not JSON: " + e.getOriginalMessage(), 0);
    }
  }

  /** Counts code points, as JSONata does; a negative start counts from the end. */
  private static @Nullable String substring(
      @Nullable String text, Number start, @Nullable Number length) {
    if (text == null) {
      return null;
    }
    int points = text.codePointCount(0, text.length());
    int from = Math.max(0, start.intValue() < 0 ? points + start.intValue() : start.intValue());
    int rest = Math.max(0, points - from);
    int count = length == null ? rest : Math.max(0, Math.min(rest, length.intValue()));
    int begin = text.offsetByCodePoints(0, Math.min(from, points));
    return text.substring(begin, text.offsetByCodePoints(begin, count));
  }

  private static double random(RandomGenerator random, @Nullable Number seed) {
    return seed == null ? random.nextDouble() : new Random(seed.longValue()).nextDouble();
  }

  private static String now(Clock clock, @Nullable String picture, @Nullable String zone) {
    return picture == null && zone == null
        ? Timestamps.iso(Instant.ofEpochMilli(clock.millis()))
        : Functions.dateTimeFromMillis(clock.millis(), picture, zone);
  }
}
