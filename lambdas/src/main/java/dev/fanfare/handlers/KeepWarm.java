package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The event with which a schedule invokes each function that has a snapshot. Lambda drops the
 * snapshot of a version that has not been invoked for 14 days, and takes minutes to create another
 * one. The function responds immediately without any effect.
 */
public final class KeepWarm {
  /**
   * The event in the schedules of template.yaml. Clients cannot send it: API Gateway fills in the
   * context.
   */
  public static final String EVENT = "{\"requestContext\":{\"eventType\":\"KEEP_WARM\"}}";

  private static final String TYPE = "KEEP_WARM";
  private static final byte[] BYTES = EVENT.getBytes(StandardCharsets.UTF_8);

  private KeepWarm() {}

  /** Whether this is the event, for functions that read raw bytes. */
  static boolean is(byte[] event) {
    return Arrays.equals(event, BYTES);
  }

  /** Whether this is the event, for functions that read WebSocket events. */
  public static boolean is(APIGatewayV2WebSocketEvent event) {
    return event.getRequestContext() != null
        && TYPE.equals(event.getRequestContext().getEventType());
  }
}
