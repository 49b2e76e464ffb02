package dev.fanfare.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reducer handles ten million connections, 5 % of them stale, in a heap of 64 MB, in several
 * calls. Ten times as many connections need no more memory. Shards have 5,000 connections.
 */
class ReducerMemoryIT {
  private static final int SMALL = 200;
  private static final int LARGE = 2_000;
  private static final List<String> LITTLE_MEMORY = List.of("-Xmx64m", "-XX:+UseSerialGC");
  private static final long FLAT_BYTES = 4 << 20;
  private static final long MAX_SECONDS = 300;

  @TempDir private Path folder;

  @Test
  void reduce_tenMillionConnections_needsNoMoreMemoryThanOneMillion() throws Exception {
    List<JsonNode> reduced = reduce(SMALL, LARGE);

    JsonNode large = reduced.get(1);
    assertThat(large.path("outcomes").toString())
        .startsWith("{\"delivered\":9300000,\"stale\":500000,\"slow\":100000,\"unreachable\":0,")
        .contains("\"refused\":100000");
    assertThat(large.path("stale").asLong()).isEqualTo(500_000);
    assertThat(large.path("missedShards").asInt()).isEqualTo(20);
    assertThat(large.path("refusedShards").asInt()).isEqualTo(20);
    assertThat(large.path("calls").asInt()).isEqualTo(3);
    long before = reduced.get(0).path("peak").asLong();
    long after = large.path("peak").asLong();
    assertThat(before).isPositive();
    assertThat(after - before).as("%d bytes, then %d", before, after).isLessThan(FLAT_BYTES);
  }

  private List<JsonNode> reduce(int... shards) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LITTLE_MEMORY);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ReducerHeapMain.class.getName());
    for (int number : shards) {
      command.add("" + number);
    }
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
    var results = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(out)) {
      results.add(Json.MAPPER.readTree(line));
    }
    return results;
  }
}
