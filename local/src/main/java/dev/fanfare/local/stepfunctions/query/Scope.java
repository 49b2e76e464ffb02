package dev.fanfare.local.stepfunctions.query;

import com.dashjoin.jsonata.Jsonata;
import java.util.HashMap;
import java.util.Map;

/**
 * The names that an expression can use: variables, {@code $states} and functions.
 *
 * @param variables by name, without the dollar sign
 * @param states the members of {@code $states}: {@code input}, {@code context} and, if present,
 *     {@code result} or {@code errorOutput}
 */
public record Scope(
    Map<String, Object> variables, Map<String, Object> states, StepFunctionsLibrary library) {

  /** This scope with one more member of {@code $states}. */
  public Scope with(String name, Object value) {
    var extended = new HashMap<>(states);
    extended.put(name, value);
    return new Scope(variables, extended, library);
  }

  void bindTo(Jsonata.Frame frame) {
    variables.forEach(frame::bind);
    frame.bind("states", states);
    library.bindTo(frame);
  }
}
