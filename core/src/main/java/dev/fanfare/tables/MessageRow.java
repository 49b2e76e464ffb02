package dev.fanfare.tables;

/**
 * Attributes of a row of the table {@code Messages}: hash key {@link #CHANNEL}, range key {@link
 * #POSITION}. A channel has one row for each message, a head at position 0, and a marker for each
 * message, which finds the message's position by its broadcast.
 *
 * <pre>
 *   channel       position  last  sent_at        broadcast_id  message    position_of  expires_at
 *   news                 0     2  1795346400123                                                    its head
 *   news                 1        1795346400007  spring-sale   {"a":1}                 1796556000
 *   news                 2        1795346400123  b17           "hello"                 1796556000
 *   news#b17             0                                                         2   1796556000  a marker
 * </pre>
 *
 * A head never expires: otherwise positions would restart below those that clients remember.
 */
public final class MessageRow {
  public static final String CHANNEL = "channel";

  /** From 1 without gaps; 0 for a head or a marker. */
  public static final String POSITION = "position";

  /** A head's last position. */
  public static final String LAST = "last";

  /** When the message was sent, or a head's last message; in milliseconds since the epoch. */
  public static final String SENT_AT = "sent_at";

  public static final String BROADCAST_ID = "broadcast_id";

  /** The JSON text of the message. */
  public static final String MESSAGE = "message";

  /** True if the broadcast addressed only a part of the channel; absent otherwise. */
  public static final String NARROWED = "narrowed";

  /** A marker's position of the message. */
  public static final String POSITION_OF = "position_of";

  /** The table's TTL, in seconds since the epoch; a head has none. */
  public static final String EXPIRES_AT = Expiry.ATTRIBUTE;

  /** Selects messages that are kept. Needs {@code :now}, see {@link RowValues#now}. */
  public static final String LIVE = Expiry.LIVE;

  private MessageRow() {}

  /** The hash key of the marker for a broadcast's message. */
  public static String marker(String channel, String broadcastId) {
    return channel + '#' + broadcastId;
  }
}
