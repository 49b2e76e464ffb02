package dev.fanfare.bench.estimate;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A broadcast to be measured: {@code 5000} or, with a rate of its own, {@code 5000@1000}.
 *
 * @param rate 0 when it asks for none
 */
record Order(int clients, int rate) {

  /** Reads it from the command line. */
  static final class Reader implements ITypeConverter<Order> {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})(?:@([1-9]\\d{0,5}))?");

    @Override
    public Order convert(String text) {
      var form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException(
            '"' + text + "\" must be a number of clients, or one and a rate, as in 5000@1000");
      }
      int rate = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
      return new Order(Integer.parseInt(form.group(1)), rate);
    }
  }
}
