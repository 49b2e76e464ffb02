package dev.fanfare.messages;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.channels.ChannelMembers;
import java.time.Instant;
import java.util.OptionalLong;

/** Broadcasts the messages that members send to a channel. */
public final class MessageSender {
  private final ChannelMembers members;
  private final Broadcasts broadcasts;

  /** Starts broadcasts. */
  public interface Broadcasts {

    /**
     * Starts a broadcast, unless one with this id has already been started.
     *
     * @param log receives log lines for the operator
     * @return the message's position in the channel, if it is already known
     */
    OptionalLong start(byte[] request, String id, LambdaLogger log);
  }

  /** The result of sending a message. */
  public sealed interface Outcome {}

  /**
   * The broadcast has been started.
   *
   * @param id the id of the broadcast
   * @param position in the channel, if it is already known
   */
  public record Sent(String id, OptionalLong position) implements Outcome {}

  /** The sender is not a member of the channel. */
  public record NotJoined() implements Outcome {}

  /**
   * The message exceeds the size limit of a post.
   *
   * @param bytes the size including the envelope
   */
  public record TooLarge(int bytes) implements Outcome {}

  public MessageSender(ChannelMembers members, Broadcasts broadcasts) {
    this.members = members;
    this.broadcasts = broadcasts;
  }

  /**
   * Sends a message. A repeated call with the same message is safe: its broadcast starts once.
   *
   * @param log receives log lines for the operator
   */
  public Outcome send(ChannelMessage message, LambdaLogger log) {
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
