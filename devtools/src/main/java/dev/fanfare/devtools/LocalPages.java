package dev.fanfare.devtools;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.console.ConsoleCommand;
import dev.fanfare.cli.console.ConsoleServer;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.devtools.site.SiteServer;
import dev.fanfare.local.LocalStack;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The web pages beside a local stack: its console, and a folder of the operator's. */
record LocalPages(DeployedStack stack, ConsoleServer console, Optional<SiteServer> site)
    implements AutoCloseable {

  /**
   * Serves them.
   *
   * @throws CommandFailure when a port is taken, or there is no such folder
   */
  static LocalPages serve(
      LocalStack running, int consolePort, Optional<SiteOptions> site, boolean asksForTokens) {
    DeployedStack stack = DeployedLocally.of(running);
    ConsoleServer console = null;
    try {
      console = ConsoleCommand.serve(stack, consolePort);
      return new LocalPages(
          stack, console, site.map(options -> options.serve(running, asksForTokens)));
    } catch (CommandFailure e) {
      if (console != null) {
        console.close();
      }
      stack.close();
      throw e;
    }
  }

  /** Where they are, by what they are; the console with its token. */
  Map<String, URI> rows() {
    var rows = new LinkedHashMap<String, URI>();
    rows.put("console", console.addressWithToken());
    site.ifPresent(served -> rows.put("your site", served.address()));
    return rows;
  }

  @Override
  public void close() {
    site.ifPresent(SiteServer::close);
    console.close();
    stack.close();
  }
}
