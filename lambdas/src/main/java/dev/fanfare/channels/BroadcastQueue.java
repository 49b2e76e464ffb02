package dev.fanfare.channels;

/** The queue that requests come in by: the one front door, for notices too. */
public interface BroadcastQueue {

  /** The attribute of a queue's message that tells who sent it; operators send none. */
  String SOURCE = "fanfare_source";

  /** What the attribute says of a notice. */
  String PRESENCE = "presence";

  /**
   * @param request as JSON
   */
  void send(String request);
}
