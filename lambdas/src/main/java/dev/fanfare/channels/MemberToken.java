package dev.fanfare.channels;

import dev.fanfare.broadcast.InvalidRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The page token of a member list: a checksum over the channel and a connection id, followed by the
 * id. The id is that of the last member listed; it also determines the partition. The checksum is
 * no secret; it detects mistyped tokens and tokens of another channel.
 */
final class MemberToken {
  private static final String FIELD = "after";
  private static final String RULE = "must be the \"next\" of a response for the same channel";

  private MemberToken() {}

  static String write(String channel, String connectionId) {
    byte[] id = connectionId.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(Integer.BYTES + id.length);
    bytes.putInt(checksum(channel, id)).put(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @return the connection id
   * @throws InvalidRequestException if {@link #write} did not create the token for this channel
   */
  static String read(String channel, String token) {
    byte[] bytes = decode(token);
    if (bytes.length <= Integer.BYTES) {
      throw refusal(token);
    }
    byte[] id = new byte[bytes.length - Integer.BYTES];
    var buffer = ByteBuffer.wrap(bytes);
    int claimed = buffer.getInt();
    buffer.get(id);
    if (claimed != checksum(channel, id)) {
      throw refusal(token);
    }
    return new String(id, StandardCharsets.UTF_8);
  }

  private static byte[] decode(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw refusal(token);
    }
  }

  private static int checksum(String channel, byte[] id) {
    var sum = new CRC32();
    sum.update(channel.getBytes(StandardCharsets.UTF_8));
    // Names cannot contain a 0 byte, so it separates the channel from the id unambiguously.
    sum.update(0);
    sum.update(id);
    return (int) sum.getValue();
  }

  private static InvalidRequestException refusal(String token) {
    return new InvalidRequestException(FIELD, '"' + token + '"', RULE);
  }
}
