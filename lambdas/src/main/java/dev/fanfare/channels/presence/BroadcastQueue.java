package dev.fanfare.channels.presence;

import java.util.List;

/** The queue that requests come in by: the one front door, for notices too. */
public interface BroadcastQueue {

  /** The attribute of a queue's message that tells who sent it; operators send none. */
  String SOURCE = "fanfare_source";

  /** What the attribute says of a notice. */
  String PRESENCE = "presence";

  /**
   * @param requests as JSON
   * @throws RuntimeException when one of them may not have been sent
   */
  void send(List<String> requests);
}
