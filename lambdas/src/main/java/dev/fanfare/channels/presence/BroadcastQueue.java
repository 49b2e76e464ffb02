package dev.fanfare.channels.presence;

import java.util.List;

/** The queue of broadcast requests. All requests use it, including presence notices. */
public interface BroadcastQueue {

  /** The message attribute that names the sender; operators do not set it. */
  String SOURCE = "fanfare_source";

  /** The attribute value of presence notices. */
  String PRESENCE = "presence";

  /**
   * @param requests as JSON
   * @throws RuntimeException if one of the requests may not have been sent
   */
  void send(List<String> requests);
}
