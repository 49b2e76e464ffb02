package dev.fanfare.request.filter;

import dev.fanfare.request.filter.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Parses a filter by recursive descent; each method implements one rule of the grammar in {@link
 * Filter}.
 */
final class FilterParser {
  private static final int MAX_NAME_LENGTH = 32;

  private final Lexer lexer;

  /** The next token, not yet consumed. */
  private Token token;

  /** Number of open brackets and nots, limited because they nest on this thread's stack. */
  private int depth;

  FilterParser(String text) {
    if (text.codePointCount(0, text.length()) > Filter.MAX_LENGTH) {
      throw new FilterSyntaxException(
          Filter.MAX_LENGTH + 1,
          "expected the end: a filter has at most " + Filter.MAX_LENGTH + " characters");
    }
    this.lexer = new Lexer(text);
    this.token = lexer.next();
  }

  Filter parse() {
    Filter filter = filter();
    if (token.kind() != Kind.END) {
      throw expected("and, or or the end");
    }
    return filter;
  }

  private Filter filter() {
    return chain(Kind.OR, this::all, Filter.AnyOf::new);
  }

  private Filter all() {
    return chain(Kind.AND, this::part, Filter.AllOf::new);
  }

  private Filter chain(Kind link, Supplier<Filter> part, Function<List<Filter>, Filter> of) {
    var parts = new ArrayList<Filter>();
    parts.add(part.get());
    while (take(link)) {
      parts.add(part.get());
    }
    return parts.size() == 1 ? parts.get(0) : of.apply(parts);
  }

  private Filter part() {
    return switch (token.kind()) {
      case NOT -> deeper(() -> new Filter.Not(part()));
      case OPEN -> deeper(this::bracketed);
      case BEGINS_WITH -> beginsWith();
      case NAME -> comparison();
      default -> throw expected("an attribute name, begins_with, not or (");
    };
  }

  private Filter deeper(Supplier<Filter> rest) {
    if (++depth > Filter.DEEPEST) {
      throw new FilterSyntaxException(
          token.column(),
          "expected at most " + Filter.DEEPEST + " brackets and nots around a condition");
    }
    advance();
    Filter filter = rest.get();
    depth--;
    return filter;
  }

  private Filter bracketed() {
    Filter filter = filter();
    if (!take(Kind.CLOSE)) {
      throw expected("and, or or )");
    }
    return filter;
  }

  private Filter beginsWith() {
    advance();
    need(Kind.OPEN);
    String name = name();
    need(Kind.COMMA);
    String prefix = need(Kind.TEXT);
    need(Kind.CLOSE);
    return new Filter.BeginsWith(name, prefix);
  }

  private Filter comparison() {
    String name = name();
    if (take(Kind.EQUAL)) {
      return new Filter.Equal(name, need(Kind.TEXT));
    }
    if (take(Kind.NOT_EQUAL)) {
      return new Filter.Not(new Filter.Equal(name, need(Kind.TEXT)));
    }
    if (take(Kind.IN)) {
      return new Filter.In(name, members());
    }
    throw expected("=, != or in");
  }

  private Set<String> members() {
    var members = new LinkedHashSet<String>();
    need(Kind.OPEN);
    members.add(need(Kind.TEXT));
    while (take(Kind.COMMA)) {
      members.add(need(Kind.TEXT));
    }
    if (!take(Kind.CLOSE)) {
      throw expected(", or )");
    }
    return members;
  }

  private String name() {
    if (token.kind() == Kind.NAME && token.value().length() > MAX_NAME_LENGTH) {
      throw expected("a name of at most " + MAX_NAME_LENGTH + " characters");
    }
    return need(Kind.NAME);
  }

  private String need(Kind kind) {
    String value = token.value();
    if (!take(kind)) {
      throw expected(kind.toString());
    }
    return value;
  }

  private boolean take(Kind kind) {
    if (token.kind() != kind) {
      return false;
    }
    advance();
    return true;
  }

  private void advance() {
    token = lexer.next();
  }

  private FilterSyntaxException expected(String what) {
    return new FilterSyntaxException(
        token.column(), "expected " + what + ", found " + token.shown());
  }
}
