package dev.fanfare.config;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Calls a handler as Lambda's Java runtime does: bytes in, bytes out. Events and answers pass
 * through the runtime's own serializers, which are chosen by the same rule as in its {@code
 * EventHandlerLoader}.
 */
public final class LambdaRuntime {
  private LambdaRuntime() {}

  public static JsonNode call(RequestStreamHandler handler, byte[] event, Context context)
      throws IOException {
    var answer = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event), answer, context);
    return Json.MAPPER.readTree(answer.toByteArray());
  }

  public static <I, O> JsonNode call(
      RequestHandler<I, O> handler,
      Class<I> eventType,
      Class<O> answerType,
      byte[] event,
      Context context)
      throws IOException {
    I decoded = read(eventType, event);
    var answer = new ByteArrayOutputStream();
    serializer(answerType).toJson(handler.handleRequest(decoded, context), answer);
    return Json.MAPPER.readTree(answer.toByteArray());
  }

  /** Decodes an event as the runtime does. */
  public static <I> I read(Class<I> eventType, byte[] event) {
    return serializer(eventType).fromJson(new ByteArrayInputStream(event));
  }

  private static <T> PojoSerializer<T> serializer(Class<T> type) {
    return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
        ? LambdaEventSerializers.serializerFor(type, LambdaRuntime.class.getClassLoader())
        : JacksonFactory.getInstance().getSerializer(type);
  }
}
