package dev.fanfare.cli.console;

import dev.fanfare.cli.web.LoopbackWeb;
import dev.fanfare.cli.web.WebRequest;
import dev.fanfare.cli.web.WebResponse;
import java.io.IOException;
import java.net.URI;

/** Serves the console's page and its API on the loopback address. */
public final class ConsoleServer implements AutoCloseable {
  /** Allows only the page's own files. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'";

  private final LoopbackWeb web;
  private final WriteToken token;

  private ConsoleServer(LoopbackWeb web, WriteToken token) {
    this.web = web;
    this.token = token;
  }

  /**
   * Starts the server.
   *
   * @param port 0 for any free port
   * @throws IOException if the port is in use
   */
  public static ConsoleServer start(int port, Operations operations, WriteToken token)
      throws IOException {
    var files = new PageFiles();
    var api = new ConsoleApi(operations, token);
    LoopbackWeb web =
        LoopbackWeb.start(
            "console", port, CONTENT_SECURITY_POLICY, request -> answer(files, api, request));
    return new ConsoleServer(web, token);
  }

  private static WebResponse answer(PageFiles files, ConsoleApi api, WebRequest request) {
    if (request.rawPath().startsWith(ConsoleApi.PREFIX)) {
      return api.answer(request);
    }
    if (!request.method().equals("GET")) {
      return WebResponse.notAllowed("GET, HEAD");
    }
    return files.find(request.rawPath()).orElse(WebResponse.refusal(404, "There is no such file"));
  }

  public URI address() {
    return web.address();
  }

  /**
   * Returns the address with the token in its fragment, for operators who may write. Browsers do
   * not send a fragment to the server.
   */
  public URI addressWithToken() {
    return address().resolve("#token=" + token.text());
  }

  @Override
  public void close() {
    web.close();
  }
}
