package dev.fanfare.local.stepfunctions.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value of a definition in which strings at any depth may be expressions. */
public sealed interface Template {

  /**
   * @param location the field's path in its state, for error messages
   * @throws QueryEvaluationException if an expression fails or returns nothing
   */
  Object evaluate(Scope scope, String location);

  /** The error for a value of the wrong type. */
  default QueryEvaluationException wrongType(String location, String expected, Object actual) {
    return new QueryEvaluationException(
        location,
        "The value specified for the field '%s' %s"
            .formatted(location, Expression.unexpectedType(expected, actual)));
  }

  /** A value without expressions. */
  record Literal(Object value) implements Template {
    @Override
    public Object evaluate(Scope scope, String location) {
      return value;
    }
  }

  record Computed(Expression expression) implements Template {
    @Override
    public Object evaluate(Scope scope, String location) {
      return expression.evaluate(scope, location);
    }

    @Override
    public QueryEvaluationException wrongType(String location, String expected, Object actual) {
      return expression.wrongType(location, expected, actual);
    }
  }

  /** An object that contains an expression. */
  record Members(Map<String, Template> members) implements Template {
    @Override
    public Map<String, Object> evaluate(Scope scope, String location) {
      var object = new LinkedHashMap<String, Object>();
      members.forEach(
          (name, member) -> object.put(name, member.evaluate(scope, location + "/" + name)));
      return object;
    }
  }

  /** An array that contains an expression. */
  record Elements(List<Template> elements) implements Template {
    @Override
    public List<Object> evaluate(Scope scope, String location) {
      var array = new ArrayList<>(elements.size());
      for (int i = 0; i < elements.size(); i++) {
        array.add(elements.get(i).evaluate(scope, location + "[" + i + "]"));
      }
      return array;
    }
  }
}
