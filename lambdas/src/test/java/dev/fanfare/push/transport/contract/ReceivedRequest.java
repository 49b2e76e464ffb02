package dev.fanfare.push.transport.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One request as a scripted server received it. */
final class ReceivedRequest {
  private final int connection;
  private final List<String> head;
  private volatile byte[] body;

  /**
   * @param connection the number of the server's connection, counted from 1
   * @param head the lines of the head
   */
  ReceivedRequest(int connection, String head) {
    this.connection = connection;
    this.head = List.of(head.split("\r\n"));
  }

  void receiveBody(byte[] bytes) {
    body = bytes;
  }

  int connection() {
    return connection;
  }

  String line() {
    return head.get(0);
  }

  String method() {
    return line().split(" ")[0];
  }

  /** The target exactly as sent. */
  String target() {
    return line().split(" ")[1];
  }

  /** The id of the target connection: the last segment of the path, decoded. */
  String id() {
    String path = target();
    return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
  }

  /** All values of a header, in order. */
  List<String> header(String name) {
    String prefix = name + ":";
    return head.stream()
        .skip(1)
        .filter(line -> line.regionMatches(true, 0, prefix, 0, prefix.length()))
        .map(line -> line.substring(prefix.length()).strip())
        .toList();
  }

  int contentLength() {
    List<String> lengths = header("Content-Length");
    return lengths.isEmpty() ? 0 : Integer.parseInt(lengths.get(0));
  }

  /** The body, or null if the server has not read it. */
  byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return "connection " + connection + ": " + line();
  }
}
