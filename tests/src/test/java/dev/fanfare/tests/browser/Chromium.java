package dev.fanfare.tests.browser;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless browser in its own process, with an empty profile. */
public final class Chromium implements AutoCloseable {
  /** The names that Debian and others use; the first one found wins. */
  private static final List<String> NAMES =
      List.of(
          "chromium-headless-shell",
          "chromium",
          "chromium-browser",
          "google-chrome-stable",
          "google-chrome");

  private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
  private static final long ENDS_WITHIN_SECONDS = 10;

  private final Process process;
  private final DevTools tools;

  private Chromium(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  /** The browser of this machine; empty if there is none. */
  public static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(in -> Path.of(in, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts a browser.
   *
   * @param folder the folder for its profile and its log
   */
  public static Chromium start(Path browser, Path folder) throws IOException {
    Path profile = Files.createDirectories(folder.resolve("profile"));
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                // The browser opens only our own pages; and it has no sandbox as root or in a
                // container.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--no-proxy-server",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    try {
      Path written = profile.resolve("DevToolsActivePort");
      await("the browser to listen")
          .atMost(STARTS_WITHIN)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> Files.exists(written) && Files.readAllLines(written).size() == 2);
      List<String> lines = Files.readAllLines(written);
      var tools = DevTools.connect(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
      return new Chromium(process, tools);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Opens a page that shares nothing with other pages, as in a separate browser. */
  public Page open(URI address) {
    return Page.open(tools, address);
  }

  @Override
  public void close() {
    tools.close();
    // The started process may be a script that has started the browser.
    var browser = process.descendants().toList();
    process.destroy();
    browser.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      browser.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
