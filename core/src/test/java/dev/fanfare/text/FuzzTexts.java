package dev.fanfare.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Texts that a hostile sender might send: valid texts with mutations, random bytes, deep nesting,
 * huge numbers, unusual Unicode. The same seed produces the same texts.
 */
public final class FuzzTexts {
  private static final int MAX_MUTATIONS = 4;
  private static final int DEEPEST = 3_000;

  /** Each is inserted into a text, or replaces a number in it. */
  private static final List<String> ODD =
      List.of(
          "\u001b[2J",
          "\u009b2J",
          "\u202e",
          "\u2066",
          "\u2028",
          "\u200b",
          "\ufeff",
          "\u0000",
          "\\u0000",
          "\\u001b]0;t\\u0007",
          "\\u202e",
          "\\ud800",
          "\ud800",
          "\udc00\ud800",
          "🎉",
          "\\",
          "\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          "NaN",
          "-0",
          "1e999999999",
          "-1E-999999999",
          "9".repeat(400),
          "0." + "1".repeat(400),
          "/*",
          "#",
          "=1+1",
          "\r\n",
          "a".repeat(300));

  private final List<String> valid;
  private final Random random;

  /**
   * @param valid texts that a well-behaved sender sends
   */
  public FuzzTexts(long seed, List<String> valid) {
    this.random = new Random(seed);
    this.valid = valid;
  }

  public String next() {
    return switch (random.nextInt(8)) {
      case 0 -> bytes();
      case 1 -> nested();
      case 2 -> pick(valid);
      default -> mutated();
    };
  }

  private String bytes() {
    var bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    var charset = random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    return new String(bytes, charset);
  }

  /** Replaces a value. */
  private String nested() {
    int depth = 1 + random.nextInt(DEEPEST);
    boolean isObject = random.nextBoolean();
    String open = isObject ? "{\"a\":" : "[";
    String end = random.nextInt(3) == 0 ? "" : (isObject ? "}" : "]").repeat(depth);
    String text = pick(valid);
    int colon = text.indexOf(':', random.nextInt(text.length()));
    return colon < 0
        ? open.repeat(depth) + "1" + end
        : text.substring(0, colon + 1) + open.repeat(depth) + "1" + end + "}";
  }

  private String mutated() {
    var text = new StringBuilder(pick(valid));
    for (int left = 1 + random.nextInt(MAX_MUTATIONS); left > 0; left--) {
      mutate(text);
    }
    return text.toString();
  }

  private void mutate(StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(8));
    switch (random.nextInt(6)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, pick(ODD));
      case 2 -> text.insert(at, text.substring(at, end));
      case 3 -> text.replace(at, end, pick(ODD));
      case 4 -> text.insert(at, Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1)));
      default -> digits(text, at);
    }
  }

  /** Replaces the next digit. */
  private void digits(StringBuilder text, int from) {
    for (int at = from; at < text.length(); at++) {
      if (Character.isDigit(text.charAt(at))) {
        text.replace(at, at + 1, pick(ODD));
        return;
      }
    }
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
