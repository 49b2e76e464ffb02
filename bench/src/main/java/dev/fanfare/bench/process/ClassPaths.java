package dev.fanfare.bench.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The class paths of the pushers' processes: as on Lambda, one jar with everything. With a jar per
 * library, a new process would spend its first second searching classes.
 *
 * @param pusher the functions' jar, with Fanfare's transport and the SDK's CRT client
 * @param sdkNetty a separate jar, because the SDK's Netty client needs a different version of Netty
 */
public record ClassPaths(String pusher, String sdkNetty) {

  /**
   * @param root folder of the checkout
   * @throws BenchFailure if a required jar is missing
   */
  public static ClassPaths of(Path root, boolean withSdkNetty) {
    Path tool = root.resolve("bench/target/fanfare-bench.jar").toAbsolutePath();
    Path functions = root.resolve("lambdas/target/fanfare-lambdas.jar").toAbsolutePath();
    Path sdkNetty = root.resolve("bench/sdk-netty/target/fanfare-bench-sdk-netty.jar");
    if (withSdkNetty && !Files.exists(sdkNetty)) {
      throw new BenchFailure("there is no " + sdkNetty + "; ./fanfare bench builds it");
    }
    boolean isBuilt = Files.exists(tool) && Files.exists(functions);
    return new ClassPaths(
        // During a build, the jars do not exist yet.
        isBuilt ? tool + File.pathSeparator + functions : Java.ownClassPath(),
        sdkNetty.toAbsolutePath().toString());
  }
}
