package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that are too large for a queue, which an operator puts into the bucket. The planner has
 * 1,024 MB, and Lambda leaves about 800 MB of heap; the processes under test get a small part of
 * that.
 */
class LargeRequestIT {
  private static final long MAX_SECONDS = 100;

  @TempDir private Path folder;

  @Test
  void plan_100000UsersAnd100000Exclusions_fitsIntoLittleMemoryAndASmallCursor() throws Exception {
    Path request = folder.resolve("request.json");
    try (var json = new PrintStream(request.toFile())) {
      json.print("{\"users\":");
      // All 2,000 connected users and 98,000 others; the planner must look up each of them.
      names(json, 2_000, 1_000_000);
      json.print(",\"exclude_users\":");
      names(json, 500, 2_000_000);
      json.print(",\"data\":1}");
    }

    assertThat(Files.size(request)).isGreaterThan(1 << 20);
    String[] result = plan("-Xmx96m", request, 2_000, 30_000).split(" ");
    assertThat(result[0]).isEqualTo("1500");
    // The cursor contains the positions of lanes, so the planner did return one.
    assertThat(Integer.parseInt(result[1])).isBetween(400, 2_000);
  }

  /** The maximum number of names, so each name is as short as possible. */
  @Test
  void plan_largestRequest_fitsIntoThePlannersMemory() throws Exception {
    Path request = folder.resolve("request.json");
    try (var json = new PrintStream(request.toFile())) {
      json.print("{\"users\":[\"user-1\"],\"exclude_users\":[\"-\"");
      for (int i = 0; i < (RequestSource.MAX_BYTES - 100) / 8; i++) {
        json.print(",\"" + Integer.toString(36 * 36 * 36 * 36 + i, 36) + '"');
      }
      json.print("],\"data\":1}");
    }

    assertThat(Files.size(request)).isGreaterThan(RequestSource.MAX_BYTES * 9L / 10);
    assertThat(plan("-Xmx512m", request, 2, 1_000)).startsWith("1 ");
  }

  /** A list of 100,000 users: the connected ones first, then others numbered from an offset. */
  private static void names(PrintStream json, int connected, int others) {
    json.print('[');
    for (int i = 0; i < 100_000; i++) {
      json.print((i == 0 ? "\"user-" : ",\"user-") + (i < connected ? i : others + i) + '"');
    }
    json.print(']');
  }

  private String plan(String memory, Path request, int connected, int pagesPerInvocation)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The process ends before the optimizing compiler pays off.
    command.addAll(List.of(memory, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LargeRequestMain.class.getName());
    command.addAll(List.of("" + request, "" + connected, "" + pagesPerInvocation));
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
    return Files.readString(out).strip();
  }
}
