package dev.fanfare.local.lambda.environment;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.Security;

/**
 * Sets the static fields of Lambda's Java runtime, which only its main method sets otherwise. They
 * are found by name; a version of the runtime without them fails every test.
 */
final class JavaRuntime {
  private static final String DISABLED_ALGORITHMS = "jdk.tls.disabledAlgorithms";

  private JavaRuntime() {}

  /**
   * Prepares the runtime for handlers.
   *
   * @param logger the result of {@link LambdaRuntime#getLogger} from now on
   */
  static void prepare(LambdaLogger logger) {
    // Initialising AWSLambda enables old TLS versions for the whole process.
    var disabledAlgorithms = Security.getProperty(DISABLED_ALGORITHMS);
    try {
      setStatic(LambdaRuntime.class, "logger", logger);
      // The serializers find parts of event classes here, such as SQSEvent's SQSMessage.
      var events = new URLClassLoader(new URL[0], JavaRuntime.class.getClassLoader());
      setStatic(AWSLambda.class, "customerClassLoader", events);
    } finally {
      Security.setProperty(DISABLED_ALGORITHMS, disabledAlgorithms);
    }
  }

  private static void setStatic(Class<?> owner, String name, Object value) {
    try {
      var field = owner.getDeclaredField(name);
      field.setAccessible(true);
      field.set(null, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The Lambda runtime has changed: no " + name, e);
    }
  }
}
