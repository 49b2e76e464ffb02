package dev.fanfare.local.apigateway.link;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Frames as bytes: one byte for the kind, then the fields; text is its length and its UTF-8. */
final class FrameCodec {
  /** Far above the longest message; a larger length is a protocol error. */
  private static final int MAX_BYTES = 16 << 20;

  private enum Kind {
    READY,
    HANDSHAKE,
    ACCEPT,
    REFUSE,
    POST,
    WRITTEN,
    ACTIVE,
    MESSAGE,
    ENDED,
    CLOSE
  }

  private static final Kind[] KINDS = Kind.values();

  private FrameCodec() {}

  static void write(Frame frame, DataOutputStream out) throws IOException {
    if (frame instanceof Frame.Ready) {
      out.writeByte(Kind.READY.ordinal());
    } else if (frame instanceof Frame.Handshake handshake) {
      begin(out, Kind.HANDSHAKE, handshake.socket());
      text(out, handshake.sourceIp());
      text(out, handshake.uri());
      out.writeInt(handshake.headers().size());
      for (String header : handshake.headers()) {
        text(out, header);
      }
    } else if (frame instanceof Frame.Accept accept) {
      begin(out, Kind.ACCEPT, accept.socket());
      text(out, accept.subprotocol());
    } else if (frame instanceof Frame.Refuse refuse) {
      begin(out, Kind.REFUSE, refuse.socket());
      out.writeInt(refuse.status());
      text(out, refuse.body());
    } else if (frame instanceof Frame.Post post) {
      begin(out, Kind.POST, post.socket());
      out.writeLong(post.number());
      bytes(out, post.message());
    } else {
      writeNews(frame, out);
    }
  }

  private static void writeNews(Frame frame, DataOutputStream out) throws IOException {
    if (frame instanceof Frame.Written written) {
      begin(out, Kind.WRITTEN, written.number());
      text(out, written.result());
    } else if (frame instanceof Frame.Active active) {
      begin(out, Kind.ACTIVE, active.socket());
    } else if (frame instanceof Frame.Message message) {
      begin(out, Kind.MESSAGE, message.socket());
      text(out, message.text());
    } else if (frame instanceof Frame.Ended ended) {
      begin(out, Kind.ENDED, ended.socket());
      text(out, ended.cause());
      out.writeInt(ended.status());
      text(out, ended.reason());
    } else if (frame instanceof Frame.Close close) {
      begin(out, Kind.CLOSE, close.socket());
      out.writeInt(close.status());
      text(out, close.reason());
    } else {
      throw new IllegalArgumentException("No bytes for " + frame);
    }
  }

  /**
   * @throws java.io.EOFException if the other side has ended
   * @throws IllegalArgumentException for bytes that are not a frame
   */
  static Frame read(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    if (kind >= KINDS.length) {
      throw new IllegalArgumentException("No frame begins with " + kind);
    }
    return switch (KINDS[kind]) {
      case READY -> new Frame.Ready();
      case HANDSHAKE -> new Frame.Handshake(in.readLong(), text(in), text(in), texts(in));
      case ACCEPT -> new Frame.Accept(in.readLong(), text(in));
      case REFUSE -> new Frame.Refuse(in.readLong(), in.readInt(), text(in));
      case POST -> new Frame.Post(in.readLong(), in.readLong(), bytes(in));
      case WRITTEN -> new Frame.Written(in.readLong(), text(in));
      case ACTIVE -> new Frame.Active(in.readLong());
      case MESSAGE -> new Frame.Message(in.readLong(), text(in));
      case ENDED -> new Frame.Ended(in.readLong(), text(in), in.readInt(), text(in));
      case CLOSE -> new Frame.Close(in.readLong(), in.readInt(), text(in));
    };
  }

  private static void begin(DataOutputStream out, Kind kind, long number) throws IOException {
    out.writeByte(kind.ordinal());
    out.writeLong(number);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    bytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    var texts = new ArrayList<String>();
    for (int left = length(in); left > 0; left--) {
      texts.add(text(in));
    }
    return texts;
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[length(in)];
    in.readFully(bytes);
    return bytes;
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_BYTES) {
      throw new IllegalArgumentException("A frame announces " + length + " bytes");
    }
    return length;
  }
}
