package dev.fanfare.local.stepfunctions.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One compiled JSONata expression. It is thread-safe, because each evaluation has its own frame.
 */
public record Expression(String source, Jsonata compiled) {
  /** The time limit of Step Functions for one evaluation. */
  private static final long TIMEOUT_MILLIS = 1_000;

  /**
   * The maximum depth of nested evaluations. AWS documents no limit; this one fits into a thread's
   * default stack.
   */
  private static final int MAX_DEPTH = 500;

  /** The text between <code>{%</code> and <code>%}</code>; empty for an ordinary string. */
  public static Optional<String> sourceIn(String text) {
    return text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}")
        ? Optional.of(text.substring(2, text.length() - 2).strip())
        : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException if the source is not JSONata
   */
  public static Expression compile(String source) {
    Jsonata compiled;
    try {
      compiled = Jsonata.jsonata(source);
    } catch (RuntimeException e) {
      // For some invalid input, the parser throws exceptions other than JException.
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    compiled.setOutputConvertNulls(false);
    compiled.setValidateInput(false);
    return new Expression(source, compiled);
  }

  /**
   * @param location the field of this expression, for error messages
   * @throws QueryEvaluationException if evaluation fails or returns nothing
   */
  public Object evaluate(Scope scope, String location) {
    var result = run(scope, location);
    if (result == null) {
      throw failure(location, "returned nothing (undefined).");
    }
    return result;
  }

  /** The error for a result of the wrong type. */
  public QueryEvaluationException wrongType(String location, String expected, Object actual) {
    return failure(location, unexpectedType(expected, actual));
  }

  static String unexpectedType(String expected, Object actual) {
    return "returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
        .formatted(expected, Json.typeOf(actual), Json.write(actual));
  }

  /** Returns null for JSONata's undefined. */
  private @Nullable Object run(Scope scope, String location) {
    var frame = compiled.createFrame();
    frame.setRuntimeBounds(TIMEOUT_MILLIS, MAX_DEPTH);
    scope.bindTo(frame);
    try {
      return normalise(compiled.evaluate(null, frame));
    } catch (JException e) {
      throw failure(location, "threw an error during evaluation. " + describe(e));
    } catch (StackOverflowError e) {
      throw failure(location, "threw an error during evaluation. It is nested too deeply.");
    } catch (RuntimeException e) {
      // The library's functions throw arbitrary exceptions for unexpected values.
      throw failure(location, "threw an error during evaluation. " + e);
    }
  }

  /**
   * Copies a result from the library's special lists to ordinary lists and maps.
   *
   * @throws IllegalArgumentException if the result contains a function or a regular expression
   */
  private static @Nullable Object normalise(@Nullable Object result) {
    if (result instanceof Map<?, ?> object) {
      var copy = new LinkedHashMap<String, Object>();
      object.forEach((name, value) -> copy.put(String.valueOf(name), normalise(value)));
      return copy;
    } else if (result instanceof List<?> array) {
      var copy = new ArrayList<>(array.size());
      array.forEach(element -> copy.add(normalise(element)));
      return copy;
    } else if (result != null && Json.typeOf(result).equals("function")) {
      throw new IllegalArgumentException("The result is a function, which JSON cannot hold.");
    }
    return result;
  }

  private static String describe(JException e) {
    var code = e.getError();
    return code != null && code.matches("[A-Z]\\d{4}")
        ? code + ": " + e.getMessage()
        : String.valueOf(e.getMessage());
  }

  private QueryEvaluationException failure(String location, String what) {
    return new QueryEvaluationException(
        location,
        "The JSONata expression '%s' specified for the field '%s' %s"
            .formatted(source, location, what));
  }

  @Override
  public String toString() {
    return "{% " + source + " %}";
  }
}
