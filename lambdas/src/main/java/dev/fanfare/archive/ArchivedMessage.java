package dev.fanfare.archive;

/**
 * One message of a channel's history.
 *
 * @param position its place in the channel: 1, 2, 3 and so on, without gaps
 * @param broadcastId whose message it is; request and report lie under it in the bucket
 * @param sentAt in milliseconds since the epoch; never less than that of the position before
 * @param message what the members received: JSON, to the letter
 * @param narrowed whether only a part of the members was meant
 */
public record ArchivedMessage(
    long position, String broadcastId, long sentAt, String message, boolean narrowed) {

  /** One for all members. */
  public ArchivedMessage(long position, String broadcastId, long sentAt, String message) {
    this(position, broadcastId, sentAt, message, false);
  }
}
