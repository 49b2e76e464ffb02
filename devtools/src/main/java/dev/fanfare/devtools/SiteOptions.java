package dev.fanfare.devtools;

import static java.util.Objects.requireNonNull;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.devtools.site.SiteServer;
import dev.fanfare.devtools.site.SiteSettings;
import dev.fanfare.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a folder of static files to serve together with the stack. */
final class SiteOptions {
  private static final int MAX_PORT = 65_535;

  @Spec private CommandSpec spec;
  private @Nullable Path folder;
  private int port;

  @Option(
      names = "--site",
      paramLabel = "FOLDER",
      required = true,
      description =
          "Serve the static files of this folder, such as examples/chat, to browsers on this"
              + " machine; /fanfare.json has the address of the socket.")
  private void folder(Path given) {
    if (!Files.isDirectory(given)) {
      throw new ParameterException(
          spec.commandLine(), "--site is " + given + ": there is no such folder");
    }
    folder = given;
  }

  @Option(
      names = "--site-port",
      paramLabel = "N",
      defaultValue = "4500",
      description = "Port of the site; 0 means any free port (default: ${DEFAULT-VALUE}).")
  private void port(int given) {
    if (given < 0 || given > MAX_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--site-port is " + given + ": must be from 0 to " + MAX_PORT);
    }
    port = given;
  }

  /**
   * Serves the folder.
   *
   * @param withTokens whether pages must fetch a token from the development issuer
   * @throws CommandFailure if the port is in use or the folder cannot be read
   */
  SiteServer serve(LocalStack stack, boolean withTokens) {
    Path served = requireNonNull(folder, "--site is required");
    Optional<URI> issuer =
        withTokens ? Optional.of(stack.issuer().resolve("/token")) : Optional.empty();
    var settings = new SiteSettings(stack.endpoints().sockets(), issuer);
    try {
      return SiteServer.start(served, port, settings);
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot serve %s on port %d: %s".formatted(served, port, e.getMessage()), e);
    }
  }
}
