package dev.fanfare.local.lambda.environment;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.EventHandlerLoader;
import com.amazonaws.services.lambda.runtime.api.client.HandlerInfo;
import com.amazonaws.services.lambda.runtime.api.client.LambdaRequestHandler;

/**
 * Loads a handler with the code of the real Java runtime, which finds the method and (de)serialises
 * input and output.
 */
final class HandlerLoader {

  private HandlerLoader() {}

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
