package dev.fanfare.local.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name in an invocation: {@code name}, {@code 000000000000:function:name} or an ARN, each with
 * or without a qualifier.
 *
 * @param region of an ARN
 * @param name the function's name
 * @param qualifier a version or an alias
 */
public record FunctionName(Optional<String> region, String name, Optional<String> qualifier) {
  public static final String LATEST = "$LATEST";

  /** As the errors of Lambda quote it; recorded on AWS in 2025. */
  private static final String RULE =
      "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?"
          + "(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

  private static final String QUALIFIER_RULE = "\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+";

  private static final Pattern NAME = Pattern.compile(RULE);
  private static final int REGION = 3;
  private static final int FUNCTION = 11;
  private static final int QUALIFIER = 13;

  /**
   * @throws InvocationRejectedException 400 if it is neither a name nor an ARN of a function
   */
  public static FunctionName parse(String text) {
    Matcher matcher = NAME.matcher(text);
    if (!matcher.matches()) {
      throw invalid("functionName", text, RULE);
    }
    return new FunctionName(
        Optional.ofNullable(matcher.group(REGION)).map(found -> found.replace(":", "")),
        matcher.group(FUNCTION),
        Optional.ofNullable(matcher.group(QUALIFIER)));
  }

  /**
   * The same function with the qualifier of a request's parameter.
   *
   * @throws InvocationRejectedException 400 if the name has another one
   */
  FunctionName with(Optional<String> other) {
    if (other.isEmpty()) {
      return this;
    }
    if (!other.get().matches(QUALIFIER_RULE)) {
      throw invalid("qualifier", other.get(), QUALIFIER_RULE);
    }
    if (qualifier.isPresent() && !qualifier.equals(other)) {
      throw new InvocationRejectedException(
          400,
          "InvalidParameterValueException",
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return new FunctionName(region, name, other);
  }

  private static InvocationRejectedException invalid(String member, String value, String rule) {
    return new InvocationRejectedException(
        400,
        "ValidationException",
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must satisfy regular expression pattern: %s"
            .formatted(value, member, rule));
  }

  /** The ARN as invoked. */
  String qualify(String arn) {
    return qualifier.map(each -> arn + ":" + each).orElse(arn);
  }
}
