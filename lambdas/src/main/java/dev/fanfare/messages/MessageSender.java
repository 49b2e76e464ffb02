package dev.fanfare.messages;

import dev.fanfare.broadcast.AwsLimits;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Makes a broadcast of what a member of a channel says. */
public final class MessageSender {
  private final Membership members;
  private final Broadcasts broadcasts;

  /** Where broadcasts are sent. */
  public interface Broadcasts {

    /**
     * Sends a broadcast, unless one of this id has been sent before.
     *
     * @param log takes lines for the operator
     * @return the message's position in the channel, if it is known by now
     */
    OptionalLong start(byte[] request, String id, Consumer<String> log);
  }

  /** What became of a message. */
  public sealed interface Outcome {}

  /**
   * Its broadcast has been started.
   *
   * @param id the broadcast's
   * @param position in the channel, if it is known by now
   */
  public record Sent(String id, OptionalLong position) implements Outcome {}

  /** The sender is not in the channel. */
  public record NotJoined() implements Outcome {}

  /**
   * No post could carry it.
   *
   * @param bytes it would have, with all that is around it
   */
  public record TooLarge(int bytes) implements Outcome {}

  public MessageSender(Membership members, Broadcasts broadcasts) {
    this.members = members;
    this.broadcasts = broadcasts;
  }

  /**
   * Safe to call again with the same message: its broadcast is sent once.
   *
   * @param log takes lines for the operator
   */
  public Outcome send(ChannelMessage message, Consumer<String> log) {
    Instant now = Instant.ofEpochMilli(message.sentAt());
    if (!members.contains(message.channel(), message.connectionId(), now)) {
      return new NotJoined();
    }
    int bytes = message.mostBytes();
    if (bytes > AwsLimits.MESSAGE_BYTES) {
      return new TooLarge(bytes);
    }
    return new Sent(message.id(), broadcasts.start(message.request(), message.id(), log));
  }
}
