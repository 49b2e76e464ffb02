package dev.fanfare.local.scheduler;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One field of a cron expression: lists, ranges and steps of numbers or names. */
record CronField(String name, String text, int min, int max, List<String> names) {

  /**
   * @param names the names of the numbers, starting with {@code min}; may be empty
   * @throws InvalidScheduleException if the field is invalid; the message names it
   */
  static BitSet parse(String name, String text, int min, int max, List<String> names) {
    return new CronField(name, text, min, max, names).parse();
  }

  private BitSet parse() {
    var numbers = new BitSet();
    for (var item : text.split(",", -1)) {
      var step = item.split("/", -1);
      if (step.length > 2) {
        throw invalid();
      }
      var range = step[0].split("-", -1);
      int from = step[0].equals("*") ? min : number(range[0]);
      boolean isOpen = step[0].equals("*") || step.length == 2 && range.length == 1;
      int to = isOpen ? max : number(range[range.length - 1]);
      int by = step.length == 2 ? stepOf(step[1]) : 1;
      if (range.length > 2 || from > to) {
        throw invalid();
      }
      for (int number = from; number <= to; number += by) {
        numbers.set(number);
      }
    }
    return numbers;
  }

  private int number(String item) {
    int named = names.indexOf(item.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return min + named;
    }
    if (!item.matches("\\d{1,4}") || Integer.parseInt(item) < min || Integer.parseInt(item) > max) {
      throw invalid();
    }
    return Integer.parseInt(item);
  }

  private int stepOf(String item) {
    if (!item.matches("[1-9]\\d{0,3}")) {
      throw invalid();
    }
    return Integer.parseInt(item);
  }

  private InvalidScheduleException invalid() {
    return new InvalidScheduleException(
        "Invalid Schedule Expression: cron's %s is %s: must be *, or numbers from %d to %d%s with , - and /"
            .formatted(name, text, min, max, names.isEmpty() ? "" : " or " + names));
  }
}
