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
 * A JVM to start processes with.
 *
 * @param home where it is installed
 * @param flags for all of its processes
 */
public record Java(Path home, List<String> flags) {

  /** What a function of 512 MB gets: a small heap, and the collector of a machine with one core. */
  private static final List<String> LIKE_A_FUNCTION =
      List.of("-XX:+UseSerialGC", "-Xms384m", "-Xmx384m", "-Dfile.encoding=UTF-8");

  private static final int NATIVE_ACCESS_SINCE = 24;

  public static Java running() {
    return new Java(Path.of(System.getProperty("java.home")), List.of());
  }

  /** As it is, and without the optimising compiler. */
  public List<Java> withAndWithoutC2() {
    return List.of(this, new Java(home, List.of("-XX:TieredStopAtLevel=1")));
  }

  /** Such as {@code JDK 17.0.15}, with its flags. */
  public String name() {
    String version = "JDK " + version();
    return flags.isEmpty() ? version : version + ", C1 only";
  }

  /**
   * @throws BenchFailure when there is no JDK
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

  /** The command line that runs a main class. */
  public List<String> command(String classPath, Class<?> main, List<String> arguments) {
    List<String> options = new ArrayList<>(LIKE_A_FUNCTION);
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

  /** This process's own class path, absolute, since children work in another folder. */
  public static String ownClassPath() {
    return String.join(
        File.pathSeparator,
        List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }
}
