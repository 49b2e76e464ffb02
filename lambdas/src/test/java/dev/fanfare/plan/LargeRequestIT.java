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
 * Requests that no queue carries, put into the bucket by an operator. The planner has 1,024 MB, of
 * which Lambda leaves some 800 MB of heap; the processes under test have a small part of that.
 */
class LargeRequestIT {
  private static final long MAX_SECONDS = 100;

  @TempDir private Path folder;

  @Test
  void plan_100000UsersAnd100000Exclusions_fitsIntoLittleMemoryAndASmallCursor() throws Exception {
    Path request = folder.resolve("request.json");
    try (var json = new PrintStream(request.toFile())) {
      json.print("{\"users\":");
      // All 2,000 who are connected, and 98,000 who are not: each must be looked up.
      names(json, 2_000, 1_000_000);
      json.print(",\"exclude_users\":");
      names(json, 500, 2_000_000);
      json.print(",\"data\":1}");
    }

    assertThat(Files.size(request)).isGreaterThan(1 << 20);
    String[] result = plan("-Xmx96m", request, 2_000, 30_000).split(" ");
    assertThat(result[0]).isEqualTo("1500");
    // Lanes have positions in it, so there was one.
    assertThat(Integer.parseInt(result[1])).isBetween(400, 2_000);
  }

  /** As many names as there can be, so each as short as it can be. */
  @Test
  void plan_longestRequest_fitsIntoTheMemoryOfThePlanner() throws Exception {
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

  /** A list of 100,000, the first of them connected, the rest counted on from a number. */
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
    // It is over before the optimising compiler has paid for itself.
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
