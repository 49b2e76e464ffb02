package dev.fanfare.local.lambda.environment;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.api.client.EventHandlerLoader;
import com.amazonaws.services.lambda.runtime.api.client.HandlerInfo;
import com.amazonaws.services.lambda.runtime.api.client.LambdaRequestHandler;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.Security;

/**
 * Lambda's Java runtime, which finds a handler's method and converts its input and output. On
 * Lambda, its main method sets its static fields. This class sets them by reflection; every test
 * fails if a new version of the runtime renames them.
 */
final class JavaRuntime {
  private static final String DISABLED_ALGORITHMS = "jdk.tls.disabledAlgorithms";

  private JavaRuntime() {}

  /** Prepares the runtime. {@link LambdaRuntime#getLogger} returns the logger from now on. */
  static void prepare(LambdaLogger logger) {
    // Initialising AWSLambda enables old TLS versions for the whole process.
    var disabledAlgorithms = Security.getProperty(DISABLED_ALGORITHMS);
    try {
      setStatic(LambdaRuntime.class, "logger", logger);
      // Serializers load nested event classes from here, such as SQSEvent's SQSMessage.
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

  /**
   * Constructs the handler.
   *
   * @throws ReflectiveOperationException if the class is missing or not a handler
   * @throws HandlerInfo.InvalidHandlerException if {@code handler} is malformed
   */
  static RequestStreamHandler load(String handler, ClassLoader classes)
      throws ReflectiveOperationException {
    var loaded = EventHandlerLoader.loadEventHandler(HandlerInfo.fromString(handler, classes));
    if (loaded instanceof LambdaRequestHandler.UserFaultHandler unusable) {
      throw unusable.fault;
    }
    return streamHandler(loaded);
  }

  /*
   * The runtime wraps every kind of handler in a stream handler, and that in an outer handler. The
   * outer handler creates the Context (function name, memory, version) from the environment of the
   * process. One process runs many functions here and creates the Context itself, so this method
   * unwraps the stream handler. It finds the field by its type; every test fails if a new version of
   * the runtime changes that.
   */
  private static RequestStreamHandler streamHandler(LambdaRequestHandler loaded)
      throws ReflectiveOperationException {
    for (var field : loaded.getClass().getDeclaredFields()) {
      if (field.getType() == RequestStreamHandler.class) {
        field.setAccessible(true);
        return (RequestStreamHandler) field.get(loaded);
      }
    }
    throw new NoSuchFieldException("The Lambda runtime client has changed: " + loaded.getClass());
  }
}
