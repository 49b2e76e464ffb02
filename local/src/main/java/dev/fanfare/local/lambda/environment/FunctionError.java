package dev.fanfare.local.lambda.environment;

import com.amazonaws.services.lambda.runtime.api.client.UserFault;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.lambda.FunctionSpec;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The error of a failed invocation, as Lambda reports it.
 *
 * @param type the exception's full class name, or one of Lambda's own names
 * @param message the exception's message; its class name if it has none
 * @param stackTrace frames, innermost first; null if Lambda gives none
 */
public record FunctionError(String type, String message, @Nullable List<String> stackTrace) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The error for an exception of a function, without the stack frames of the runtime. */
  static FunctionError thrown(Throwable thrown) {
    if (thrown instanceof UserFault fault) {
      return new FunctionError(fault.exception, fault.msg, frames(fault.trace));
    }
    var filtered = UserFault.filterStackTrace(thrown);
    var message = filtered.getLocalizedMessage();
    var name = filtered.getClass().getName();
    var frames = Stream.of(filtered.getStackTrace()).map(StackTraceElement::toString).toList();
    return new FunctionError(name, message == null ? name : message, frames);
  }

  /** The error for a function that cannot start, without wrapping exceptions. */
  static FunctionError unstartable(Throwable thrown) {
    boolean wraps =
        thrown instanceof ExceptionInInitializerError
            || thrown instanceof InvocationTargetException;
    return wraps && thrown.getCause() != null
        ? unstartable(thrown.getCause())
        : FunctionError.thrown(thrown);
  }

  static FunctionError missingJar(String function, Path jar) {
    return new FunctionError(
        "Runtime.InvalidEntrypoint",
        "CodeUri %s of function %s does not exist: run mvn package".formatted(jar, function),
        null);
  }

  static FunctionError missingClass(FunctionSpec spec, String className) {
    return new FunctionError(
        ClassNotFoundException.class.getName(),
        "Class not found: %s, needed by handler %s of function %s in %s"
            .formatted(className, spec.code().handler(), spec.name(), spec.code().jar()),
        List.of());
  }

  static FunctionError invalidHandler(FunctionSpec spec) {
    return new FunctionError(
        "Runtime.InvalidEntrypoint",
        "Invalid handler %s of function %s".formatted(spec.code().handler(), spec.name()),
        null);
  }

  static FunctionError timedOut(String requestId, Duration after) {
    return new FunctionError(
        "Sandbox.Timedout",
        String.format(
            Locale.ROOT,
            "RequestId: %s Error: Task timed out after %.2f seconds",
            requestId,
            after.toMillis() / 1000.0),
        null);
  }

  /** The error of an invocation whose environment was terminated. */
  static FunctionError ended(String requestId) {
    return new FunctionError(
        "Runtime.ExitError",
        "RequestId: %s Error: Runtime exited with error: exit status 1".formatted(requestId),
        null);
  }

  static FunctionError tooLarge() {
    return new FunctionError(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size (%d bytes)."
            .formatted(AwsLimits.INVOKE_BYTES),
        null);
  }

  byte[] toJson() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("errorMessage", message);
    fields.put("errorType", type);
    if (stackTrace != null) {
      fields.put("stackTrace", stackTrace);
    }
    try {
      return JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write strings as JSON", e);
    }
  }

  private static List<String> frames(@Nullable String trace) {
    return trace == null
        ? List.of()
        : trace
            .lines()
            .takeWhile(line -> !line.startsWith("Caused by: "))
            .map(String::strip)
            .filter(line -> line.startsWith("at "))
            .map(line -> line.substring("at ".length()))
            .toList();
  }
}
