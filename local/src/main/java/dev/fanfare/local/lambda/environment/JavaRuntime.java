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
 * The real Java runtime of Lambda, whose code finds a handler's method and (de)serialises input and
 * output. Its static fields, which only its main method sets otherwise, are set by name; a version
 * of the runtime without them fails every test.
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
   * The runtime turns every kind of handler into a stream handler and puts one last layer around it,
   * which makes the Context: function name, memory and version from the process's environment. One
   * process that runs many functions has to make the Context itself, so that layer is taken off. It
   * is found by its type, and a version of the runtime that is built otherwise fails every test.
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
