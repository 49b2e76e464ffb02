package dev.fanfare.tests.cli;

import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of the tool in its own process, from the jars of the build. It starts as {@code
 * ./fanfare} starts it, but without that script's changes to the environment.
 *
 * @param out standard output
 * @param err standard error
 */
record Tool(int exitCode, String out, String err) {
  private static final long MAX_SECONDS = 120;

  /**
   * @param folder the working folder, which also holds the output during the run
   * @param environment variables in addition to this process's own
   */
  static Tool run(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dfanfare.root=" + Project.FOLDER);
    command.add("-cp");
    command.add(
        Project.FOLDER.resolve("devtools/target/fanfare-devtools.jar")
            + ":"
            + Project.FOLDER.resolve("devtools/target/lib/*"));
    command.add("dev.fanfare.devtools.DevTools");
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + command + "\n" + Files.readString(err));
    }
    return new Tool(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
