package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A function of 512 MB pushes the largest possible shard. The process under test gets a small part
 * of that memory, real sockets, and enough errors to fill the queues: of 100 connections three are
 * gone, one is refused, three stay slow and three keep failing.
 */
class PusherMemoryIT {
  private static final int SMALL = 10_000;
  private static final int LARGE = 100_000;

  /** Lambda leaves about 400 MB of heap to a function of 512 MB. */
  private static final List<String> LITTLE_MEMORY =
      List.of("-Xmx64m", "-XX:MaxDirectMemorySize=32m", "-XX:+UseSerialGC");

  private static final long FLAT_BYTES = 4 << 20;
  private static final long MAX_SECONDS = 100;

  @TempDir private Path folder;

  @Test
  void push_tenTimesTheLines_needsNoMoreMemory() throws Exception {
    Files.writeString(folder.resolve("message"), "\"" + "x".repeat(500) + "\"");
    Files.write(folder.resolve("small"), shard(SMALL));
    Files.write(folder.resolve("large"), shard(LARGE));

    List<JsonNode> pushed;
    try (var sink = new AnsweringSink(PusherMemoryIT::status)) {
      // A first run without a measurement, to load classes and fill pools.
      pushed = push(sink.port(), "small", "small", "large");
    }

    assertThat(pushed).allMatch(shard -> shard.path("finished").asBoolean());
    assertThat(pushed.get(2).path("outcomes").toString())
        .startsWith(
            "{\"delivered\":90000,\"stale\":3000,\"slow\":3000,\"unreachable\":3000,\"refused\":1000,");
    long small = pushed.get(1).path("peak").asLong();
    long large = pushed.get(2).path("peak").asLong();
    assertThat(small).isPositive();
    assertThat(large - small).as("%d bytes, then %d", small, large).isLessThan(FLAT_BYTES);
  }

  /** The status, by the number in the connection's id. */
  private static int status(String path) {
    int number = Integer.parseInt(path.substring(path.lastIndexOf('c') + 1)) % 100;
    if (number < 3) {
      return 410;
    } else if (number < 4) {
      return 403;
    } else if (number < 7) {
      return 429;
    }
    return number < 10 ? 503 : 200;
  }

  private static byte[] shard(int lines) {
    var shard = new ByteArrayOutputStream();
    for (int line = 0; line < lines; line++) {
      // Spreads the outcomes, so that no two neighbouring lines have the same one.
      ShardLines.write(new Connection("c" + (line * 37 % lines), "user-" + line, 0), shard);
    }
    return shard.toByteArray();
  }

  private List<JsonNode> push(int port, String... shards) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LITTLE_MEMORY);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(LiveHeapMain.class.getName(), "http://127.0.0.1:" + port + "/live", "" + folder));
    command.addAll(List.of(shards));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean hasEnded = process.waitFor(MAX_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(hasEnded && process.exitValue() == 0).as(Files.readString(err)).isTrue();
    return results(out);
  }

  private static List<JsonNode> results(Path out) throws IOException {
    var results = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(out)) {
      results.add(Json.MAPPER.readTree(line));
    }
    return results;
  }
}
