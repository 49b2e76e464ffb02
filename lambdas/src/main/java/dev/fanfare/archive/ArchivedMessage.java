package dev.fanfare.archive;

/**
 * A message in a channel's history.
 *
 * @param position its position in the channel: 1, 2, 3 and so on, without gaps
 * @param broadcastId its broadcast; the bucket has the request and report under this id
 * @param sentAt in milliseconds since the epoch; never less than that of the previous position
 * @param message the JSON that the members received, character for character
 * @param narrowed whether it was for only a part of the members
 */
public record ArchivedMessage(
    long position, String broadcastId, long sentAt, String message, boolean narrowed) {

  /** A message for all members. */
  public ArchivedMessage(long position, String broadcastId, long sentAt, String message) {
    this(position, broadcastId, sentAt, message, false);
  }
}
