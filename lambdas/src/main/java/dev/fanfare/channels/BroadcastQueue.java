package dev.fanfare.channels;

/** The queue that requests come in by: the one front door, for notices too. */
public interface BroadcastQueue {

  /**
   * @param request as JSON
   */
  void send(String request);
}
