package dev.fanfare.tests.mirror;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters that an operator may set, as a Markdown table generated from the template. */
final class ParameterTable {
  private static final String PARAMETERS = "Parameters";

  private final TemplateText text;

  private ParameterTable(TemplateText text) {
    this.text = text;
  }

  static String of(Blueprint blueprint) {
    return new ParameterTable(blueprint.text()).table();
  }

  private String table() {
    var head = Stream.of("| parameter | default | allowed | meaning |", "|---|---|---|---|");
    var rows = text.entries(PARAMETERS).keySet().stream().map(this::row);
    return Stream.concat(head, rows).collect(Collectors.joining("\n", "", "\n"));
  }

  private String row(String parameter) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            parameter,
            value(parameter, "Default").map(ParameterTable::grouped).orElse("none"),
            allowed(parameter),
            value(parameter, "Description").orElse("").strip());
  }

  private String allowed(String parameter) {
    var values = text.at(PARAMETERS, parameter, "AllowedValues").map(TemplateText::items);
    if (values.isPresent()) {
      return values.orElse(List.of()).stream()
          .map(TemplateText::written)
          .collect(Collectors.joining(", "));
    }
    return value(parameter, "ConstraintDescription")
        .or(
            () ->
                value(parameter, "MinValue")
                    .map(ParameterTable::grouped)
                    .flatMap(
                        least ->
                            value(parameter, "MaxValue")
                                .map(most -> least + " to " + grouped(most))))
        .orElse("any");
  }

  /** Groups the digits of large numbers by three. */
  private static String grouped(String number) {
    return number.matches("\\d{5,}")
        ? String.format(Locale.ROOT, "%,d", Long.parseLong(number))
        : number;
  }

  private Optional<String> value(String parameter, String key) {
    return text.scalar(PARAMETERS, parameter, key);
  }
}
