package dev.fanfare.cli.request;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Parses a percentage from 0 to 100 with at most three decimals, with or without the sign: 2%, 0.5.
 */
public final class Percent implements ITypeConverter<BigDecimal> {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  @Override
  public BigDecimal convert(String text) {
    if (text.matches("\\d{1,3}(\\.\\d{1,3})?%?")) {
      var percent = new BigDecimal(text.replace("%", ""));
      if (percent.compareTo(ALL) <= 0) {
        return percent;
      }
    }
    throw new TypeConversionException(
        "'" + text + "' must be a percentage from 0 to 100, such as 2% or 0.5");
  }
}
