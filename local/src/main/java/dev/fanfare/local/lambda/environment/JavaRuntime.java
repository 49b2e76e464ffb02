package dev.fanfare.local.lambda.environment;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.Security;

/**
 * The static fields of Lambda's Java runtime, which has a process of its own on AWS. Only its main
 * method can set them, so they are set here by their names. With a version of the runtime without
 * them, every test fails.
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
    // Initialising AWSLambda allows old TLS versions again, for the whole process.
    var disabledAlgorithms = Security.getProperty(DISABLED_ALGORITHMS);
    try {
      setStatic(LambdaRuntime.class, "logger", logger);
      // Where the serializers find the parts of an event class, such as SQSEvent's SQSMessage.
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
