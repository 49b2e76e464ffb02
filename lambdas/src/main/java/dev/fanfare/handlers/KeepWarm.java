package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The event by which a schedule invokes each function that has a snapshot. Lambda drops the
 * snapshot of a version that nobody has invoked for 14 days, and takes minutes to make another one.
 * The event is answered at once and has no effect.
 */
public final class KeepWarm {
  /** What the schedules of template.yaml send. No client can: API Gateway fills in the context. */
  public static final String EVENT = "{\"requestContext\":{\"eventType\":\"KEEP_WARM\"}}";

  private static final String TYPE = "KEEP_WARM";
  private static final byte[] BYTES = EVENT.getBytes(StandardCharsets.UTF_8);

  private KeepWarm() {}

  /** Whether it is the event, as a function gets it that reads its bytes. */
  static boolean is(byte[] event) {
    return Arrays.equals(event, BYTES);
  }

  /** Whether it is the event, as a function gets it that reads a socket's events. */
  public static boolean is(APIGatewayV2WebSocketEvent event) {
    return event.getRequestContext() != null
        && TYPE.equals(event.getRequestContext().getEventType());
  }
}
