package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.fanfare.channels.presence.PresenceStream;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.wiring.PresenceWiring;

/** NoticePresence: notifies channels of joins and leaves. */
public final class NoticePresenceHandler implements RequestHandler<DynamodbEvent, Void> {
  private final PresenceStream presence;

  public NoticePresenceHandler() {
    this(PresenceWiring.ofEnvironment().presence());
  }

  public NoticePresenceHandler(PresenceStream presence) {
    this.presence = presence;
  }

  @Override
  public Void handleRequest(DynamodbEvent event, Context context) {
    presence.take(event, PrintableLog.of(context));
    return null;
  }
}
