package dev.fanfare.bench.process;

import dev.fanfare.loopback.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A JVM in which processes run.
 *
 * @param home folder of its installation
 * @param flags the JVM options for all of its processes
 */
public record Java(Path home, List<String> flags) {

  /**
   * The settings of a function with 512 MB: a small heap, and the garbage collector for one core.
   */
  private static final List<String> FUNCTION_OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xms384m", "-Xmx384m", "-Dfile.encoding=UTF-8");

  private static final int NATIVE_ACCESS_SINCE = 24;

  public static Java running() {
    return new Java(Path.of(System.getProperty("java.home")), List.of());
  }

  /** Returns this JVM with and without the optimizing compiler. */
  public List<Java> withAndWithoutC2() {
    return List.of(this, new Java(home, List.of("-XX:TieredStopAtLevel=1")));
  }

  /** Returns the version and the flags, such as {@code JDK 17.0.15, C1 only}. */
  public String name() {
    String version = "JDK " + version();
    return flags.isEmpty() ? version : version + ", C1 only";
  }

  /**
   * @throws BenchFailure if the folder has no JDK
   */
  public String version() {
    var release = new Properties();
    try (var in = Files.newBufferedReader(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      throw new BenchFailure("there is no JDK in " + home + ": " + e, e);
    }
    return release.getProperty("JAVA_VERSION", "unknown").replace("\"", "");
  }

  /** Returns the command line that runs a main class. */
  public List<String> command(String classPath, Class<?> main, List<String> arguments) {
    List<String> options = new ArrayList<>(FUNCTION_OPTIONS);
    options.addAll(flags);
    if (feature() >= NATIVE_ACCESS_SINCE) {
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return ChildJvm.command(home, options, classPath, main, arguments);
  }

  private int feature() {
    return Integer.parseInt(version().split("[.+-]")[0]);
  }

  /**
   * Returns the class path of this process with absolute paths, because child processes have
   * another working folder.
   */
  public static String ownClassPath() {
    return String.join(
        File.pathSeparator,
        List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }
}
