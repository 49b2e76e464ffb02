package dev.fanfare.request.filter;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition on the attributes of a connection. {@link #parse} reads a filter's text; {@code
 * toString} writes an equivalent text.
 *
 * <pre>
 *   filter    = all { "or" all }
 *   all       = part { "and" part }
 *   part      = "not" part | "(" filter ")" | condition
 *   condition = name "=" text | name "!=" text
 *             | name "in" "(" text { "," text } ")"
 *             | "begins_with" "(" name "," text ")"
 * </pre>
 *
 * A text has single or double quotes; a quote inside it is doubled. Keywords are case-insensitive.
 * A missing value equals no text, so {@code !=} is true for it.
 */
public sealed interface Filter {

  /** Maximum length of a filter's text, in characters. */
  int MAX_LENGTH = 4_096;

  /** Maximum nesting depth of brackets and nots around a condition. */
  int DEEPEST = 32;

  /**
   * @throws FilterSyntaxException with the position of the error and the expected input
   */
  static Filter parse(String text) {
    return new FilterParser(text).parse();
  }

  /**
   * Whether the filter matches a connection.
   *
   * @param values the connection's value by name; null if it has none
   */
  boolean matches(UnaryOperator<String> values);

  /** The attribute names that the filter uses. */
  Stream<String> names();

  /** Matches if all parts match. */
  record AllOf(List<Filter> parts) implements Filter {
    public AllOf {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(UnaryOperator<String> values) {
      return parts.stream().allMatch(part -> part.matches(values));
    }

    @Override
    public Stream<String> names() {
      return parts.stream().flatMap(Filter::names);
    }

    @Override
    public String toString() {
      return parts.stream()
          .map(part -> FilterText.bracketed(part, part instanceof AllOf || part instanceof AnyOf))
          .collect(Collectors.joining(" and "));
    }
  }

  /** Matches if at least one part matches. */
  record AnyOf(List<Filter> parts) implements Filter {
    public AnyOf {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(UnaryOperator<String> values) {
      return parts.stream().anyMatch(part -> part.matches(values));
    }

    @Override
    public Stream<String> names() {
      return parts.stream().flatMap(Filter::names);
    }

    @Override
    public String toString() {
      return parts.stream()
          .map(part -> FilterText.bracketed(part, part instanceof AnyOf))
          .collect(Collectors.joining(" or "));
    }
  }

  /** Matches if its part does not; {@code !=} is a {@code Not} around an {@link Equal}. */
  record Not(Filter part) implements Filter {
    @Override
    public boolean matches(UnaryOperator<String> values) {
      return !part.matches(values);
    }

    @Override
    public Stream<String> names() {
      return part.names();
    }

    @Override
    public String toString() {
      return part instanceof Equal equal
          ? equal.name() + " != " + FilterText.quoted(equal.value())
          : "not " + FilterText.bracketed(part, part instanceof AllOf || part instanceof AnyOf);
    }
  }

  /** Matches if the value equals this text. */
  record Equal(String name, String value) implements Filter {
    @Override
    public boolean matches(UnaryOperator<String> values) {
      return value.equals(values.apply(name));
    }

    @Override
    public Stream<String> names() {
      return Stream.of(name);
    }

    @Override
    public String toString() {
      return name + " = " + FilterText.quoted(value);
    }
  }

  /** Matches if the value is one of these texts. */
  record In(String name, Set<String> members) implements Filter {
    public In {
      members = Collections.unmodifiableSet(new LinkedHashSet<>(members));
    }

    @Override
    public boolean matches(UnaryOperator<String> values) {
      return members.contains(values.apply(name));
    }

    @Override
    public Stream<String> names() {
      return Stream.of(name);
    }

    @Override
    public String toString() {
      return members.stream()
          .map(FilterText::quoted)
          .collect(Collectors.joining(", ", name + " in (", ")"));
    }
  }

  /** Matches if the value starts with this prefix. */
  record BeginsWith(String name, String prefix) implements Filter {
    @Override
    public boolean matches(UnaryOperator<String> values) {
      String value = values.apply(name);
      return value != null && value.startsWith(prefix);
    }

    @Override
    public Stream<String> names() {
      return Stream.of(name);
    }

    @Override
    public String toString() {
      return "begins_with(" + name + ", " + FilterText.quoted(prefix) + ")";
    }
  }
}
