package dev.fanfare.devtools.site;

import dev.fanfare.cli.web.LoopbackWeb;
import dev.fanfare.cli.web.WebRequest;
import dev.fanfare.cli.web.WebResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A read-only web server for one folder, on the loopback address only. In addition to the files, it
 * serves {@code /fanfare.json} with the {@link SiteSettings}.
 */
public final class SiteServer implements AutoCloseable {
  /** The address that it binds to. */
  public static final String HOST = LoopbackWeb.HOST;

  private static final String SETTINGS = "/fanfare.json";

  private final LoopbackWeb web;

  private SiteServer(LoopbackWeb web) {
    this.web = web;
  }

  /**
   * Starts the server.
   *
   * @param port 0 for any free port
   * @throws IOException if the folder does not exist, or the port is in use
   */
  public static SiteServer start(Path folder, int port, SiteSettings settings) throws IOException {
    var files = new SiteFiles(folder);
    String policy = settings.contentSecurityPolicy();
    return new SiteServer(
        LoopbackWeb.start("site", port, policy, request -> answer(files, settings, request)));
  }

  public URI address() {
    return web.address();
  }

  @Override
  public void close() {
    web.close();
  }

  private static WebResponse answer(SiteFiles files, SiteSettings settings, WebRequest request)
      throws IOException {
    if (!request.method().equals("GET")) {
      return WebResponse.notAllowed("GET, HEAD");
    }
    String path = request.path();
    if (SETTINGS.equals(path)) {
      return WebResponse.of("application/json", settings.json().getBytes(StandardCharsets.UTF_8));
    }
    Optional<Path> found = files.find(path);
    return found.isPresent()
        ? WebResponse.of(SiteFiles.type(found.get()), Files.readAllBytes(found.get()))
        : WebResponse.refusal(404, "There is no such file");
  }
}
