package dev.fanfare.local.apigateway;

import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;

/** A client that sends raw bytes, for abnormal behaviour: huge frames, unread responses, resets. */
final class RawClient implements AutoCloseable {
  static final String HANDSHAKE =
      """
      GET /prod HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;
  private static final int RECEIVE_BYTES = 4096;

  private final Socket socket = new Socket();

  /** Opens a socket with a small receive buffer; returns when the gateway has the connection. */
  RawClient(Gateway gateway) throws IOException {
    int before = gateway.connections();
    socket.setReceiveBufferSize(RECEIVE_BYTES);
    socket.connect(new InetSocketAddress("127.0.0.1", gateway.socketEndpoint().getPort()));
    socket.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
    await().until(() -> gateway.connections() == before + 1);
  }

  /** Sends one final, masked frame of less than 64 KiB with the given opcode. */
  void sendFrame(int opcode, byte[] payload) throws IOException {
    var out = new DataOutputStream(socket.getOutputStream());
    out.write(0x80 | opcode);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else {
      out.write(0x80 | 126);
      out.writeShort(payload.length);
    }
    out.writeInt(0); // A mask of zeros leaves the payload unchanged.
    out.write(payload);
  }

  /** Sends an unmasked frame, which only servers may send. */
  void sendUnmasked(String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    socket.getOutputStream().write(0x81);
    socket.getOutputStream().write(payload.length);
    socket.getOutputStream().write(payload);
  }

  void sendClose(int code) throws IOException {
    sendFrame(8, new byte[] {(byte) (code >> 8), (byte) code});
  }

  /** Reads everything until the connection ends. */
  byte[] readToEnd() throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  /** Reads the close frame, which must come first after the handshake, and returns its code. */
  int closeCode() throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    skipHeaders(in);
    int opcode = in.readUnsignedByte();
    if (opcode != 0x88) {
      throw new AssertionError("Not a close frame: " + Integer.toHexString(opcode));
    }
    int length = in.readUnsignedByte();
    int code = in.readUnsignedShort();
    in.readNBytes(length - Short.BYTES);
    return code;
  }

  private static void skipHeaders(DataInputStream in) throws IOException {
    for (int end = 0; end != 0x0d0a0d0a; ) {
      end = end << 8 | in.readUnsignedByte();
    }
  }

  /** Resets the TCP connection. */
  void vanish() throws IOException {
    socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
