package dev.fanfare.tests.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the browser on first use; JUnit's store closes it after the last test. */
final class SharedChromium implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedChromium.class);
  private static final String MISSING =
      "there is no Chromium on the PATH (Debian: apt install chromium-headless-shell)";

  @Override
  public void beforeAll(ExtensionContext test) {
    boolean isThere = Chromium.find().isPresent();
    if (!isThere) {
      System.err.println("SKIPPED: " + test.getDisplayName() + ", " + MISSING);
    }
    assumeTrue(isThere, MISSING);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Chromium.class;
  }

  @Override
  public Chromium resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Chromium.class, first -> start(), Chromium.class);
  }

  private static Chromium start() {
    try {
      Path target = Files.createDirectories(Project.FOLDER.resolve("tests/target"));
      return Chromium.start(
          Chromium.find().orElseThrow(), Files.createTempDirectory(target, "chromium-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
