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

/** The web pages of a local stack: the console, and the site of {@code --site}. */
record LocalPages(DeployedStack stack, ConsoleServer console, Optional<SiteServer> site)
    implements AutoCloseable {

  /**
   * Starts serving the pages.
   *
   * @throws CommandFailure if a port is in use, or the folder does not exist
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

  /** Returns the addresses by name. The address of the console includes its token. */
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
