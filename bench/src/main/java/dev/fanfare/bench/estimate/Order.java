package dev.fanfare.bench.estimate;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A broadcast to measure: {@code 5000} clients or, with a requested rate, {@code 5000@1000}.
 *
 * @param clients number of clients
 * @param rate requested posts per second; 0 for none
 */
record Order(int clients, int rate) {

  /** Parses one value of {@code --runs}. */
  static final class Parser implements ITypeConverter<Order> {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})(?:@([1-9]\\d{0,5}))?");

    @Override
    public Order convert(String text) {
      var form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException(
            '"' + text + "\" must be a number of clients with an optional rate, such as 5000@1000");
      }
      int rate = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
      return new Order(Integer.parseInt(form.group(1)), rate);
    }
  }
}
