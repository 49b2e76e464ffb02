package dev.fanfare.bench.client;

import dev.fanfare.bench.process.ProcessSandbox;
import dev.fanfare.bench.pusher.PusherOrder;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ShardLines;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The data that all clients post, created before the measurement: one message, shards of any size,
 * and a script with which wrk posts the message.
 */
public record Fixtures(ProcessSandbox sandbox, Path message, Path wrkScript) {
  /** Connections of the largest shard that the template allows. */
  public static final int LARGE = 100_000;

  private static final int MESSAGE_BYTES = 498;

  /**
   * Ids look like those of API Gateway: eleven bytes, so that the text ends with an equals sign,
   * which must be encoded.
   */
  private static final int ID_BYTES = 11;

  /** A time in 2023, so that no connection counts as young. */
  private static final long CONNECTED_AT = 1_700_000_000_000L;

  public static Fixtures make(ProcessSandbox sandbox) {
    String start = "{\"text\":\"";
    String end = "\"}";
    String message = start + "x".repeat(MESSAGE_BYTES - start.length() - end.length()) + end;
    Path file = sandbox.write(PusherOrder.MESSAGE, message.getBytes(StandardCharsets.US_ASCII));
    String script =
        """
        wrk.method = "POST"
        wrk.body = [[%s]]
        """
            .formatted(message);
    Path wrkScript = sandbox.write("post.lua", script.getBytes(StandardCharsets.US_ASCII));
    return new Fixtures(sandbox, file, wrkScript);
  }

  /** Returns the key of a shard with this many connections. The first call writes the shard. */
  String shard(int connections) {
    String key = "shards/" + connections + ".jsonl";
    if (!sandbox.folder().resolve(key).toFile().exists()) {
      sandbox.write(key, lines(connections));
    }
    return key;
  }

  private static byte[] lines(int connections) {
    var lines = new ByteArrayOutputStream();
    for (int number = 0; number < connections; number++) {
      byte[] id = ByteBuffer.allocate(ID_BYTES).putLong(3, number * 0x9E3779B97F4A7C15L).array();
      String text = Base64.getEncoder().encodeToString(id);
      ShardLines.write(new Connection(text, "user-" + number, CONNECTED_AT), lines);
    }
    return lines.toByteArray();
  }
}
