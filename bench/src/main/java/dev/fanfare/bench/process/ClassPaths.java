package dev.fanfare.bench.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the pushers' processes run from: one jar each with everything in it, as on Lambda. With a
 * jar for each library, a fresh process would spend its first second looking for classes in them.
 *
 * @param pusher the functions' jar, with Fanfare's transport and the SDK's CRT client
 * @param sdkNetty a jar of its own, since the SDK's Netty client needs another Netty than the rest
 */
public record ClassPaths(String pusher, String sdkNetty) {

  /**
   * @param root of the checkout
   * @throws BenchFailure when a jar is missing that is needed
   */
  public static ClassPaths of(Path root, boolean withSdkNetty) {
    Path tool = root.resolve("bench/target/fanfare-bench.jar").toAbsolutePath();
    Path functions = root.resolve("lambdas/target/fanfare-lambdas.jar").toAbsolutePath();
    Path sdkNetty = root.resolve("bench/sdk-netty/target/fanfare-bench-sdk-netty.jar");
    if (withSdkNetty && !Files.exists(sdkNetty)) {
      throw new BenchFailure("there is no " + sdkNetty + "; ./fanfare bench makes it");
    }
    boolean isBuilt = Files.exists(tool) && Files.exists(functions);
    return new ClassPaths(
        // Within a build the jars are not there yet.
        isBuilt ? tool + File.pathSeparator + functions : Java.ownClassPath(),
        sdkNetty.toAbsolutePath().toString());
  }
}
