package dev.fanfare.cli.estimate;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a number of connections, up to 1000M: {@code 500}, {@code 50k}, {@code 1.5M}. */
final class CountText implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,10}(?:\\.\\d{1,3})?)([kKmM]?)");
  private static final long MAX_COUNT = 1_000_000_000;

  @Override
  public Long convert(String text) {
    var form = FORM.matcher(text);
    if (form.matches()) {
      BigDecimal count = new BigDecimal(form.group(1)).multiply(unit(form.group(2)));
      if (count.stripTrailingZeros().scale() <= 0 && count.longValue() <= MAX_COUNT) {
        return count.longValueExact();
      }
    }
    throw new TypeConversionException(
        '"'
            + text
            + "\" is not a number of connections: must be whole, up to 1000M, as in 10M or 50k");
  }

  private static BigDecimal unit(String letter) {
    return switch (letter) {
      case "k", "K" -> BigDecimal.valueOf(1_000);
      case "m", "M" -> BigDecimal.valueOf(1_000_000);
      default -> BigDecimal.ONE;
    };
  }
}
