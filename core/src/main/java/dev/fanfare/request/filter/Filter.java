package dev.fanfare.request.filter;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition on what is known of a connection. Text of a filter is read by {@link #parse}; {@code
 * toString} writes text that means the same.
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
 * A text stands in single or double quotes; a quote inside it is doubled. Words of the language may
 * be written in capitals. What a connection has no value for equals nothing, so that {@code !=} is
 * true of it.
 */
public sealed interface Filter {

  /** Longest text of a filter, in characters. */
  int MAX_LENGTH = 4_096;

  /** Most brackets and nots around a condition. */
  int DEEPEST = 32;

  /**
   * @throws FilterSyntaxException saying where the text ceases to be a filter, and what was
   *     expected there
   */
  static Filter parse(String text) {
    return new FilterParser(text).parse();
  }

  /**
   * Whether it is true of a connection.
   *
   * @param values what the connection has under a name; null where it has nothing
   */
  boolean matches(UnaryOperator<String> values);

  /** The names that it asks for. */
  Stream<String> names();

  /** True when all of its parts are. */
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

  /** True when one of its parts is. */
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

  /** True when what it holds is not; {@code !=} is one around an {@link Equal}. */
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

  /** True when the value is this one. */
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

  /** True when the value is one of these. */
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

  /** True when the value begins with this. */
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
