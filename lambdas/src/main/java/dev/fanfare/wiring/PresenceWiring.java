package dev.fanfare.wiring;

import dev.fanfare.channels.ChannelPatterns;
import dev.fanfare.channels.presence.PresenceNotices;
import dev.fanfare.channels.presence.PresenceStream;
import dev.fanfare.channels.presence.SqsBroadcastQueue;
import dev.fanfare.config.Environment;
import java.util.Map;

/** Creates the objects of NoticePresence. */
public final class PresenceWiring extends Wiring {

  public PresenceWiring(Map<String, String> environment) {
    super(environment);
  }

  public static PresenceWiring ofEnvironment() {
    return new PresenceWiring(Environment.variables());
  }

  public PresenceStream presence() {
    String queueUrl = variables.text("QUEUE_URL");
    var noticed = new ChannelPatterns(variables.list("NOTICE_CHANNELS"));
    return new PresenceStream(
        new PresenceNotices(noticed), new SqsBroadcastQueue(clients().queues(), queueUrl));
  }
}
