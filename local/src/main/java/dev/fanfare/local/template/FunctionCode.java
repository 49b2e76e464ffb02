package dev.fanfare.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * Looks for the functions' code, which the reading of a template does not: it must be built first.
 * Finds a handler that no class has before the first message does.
 */
public final class FunctionCode {
  private FunctionCode() {}

  /**
   * Checks that every function's {@code CodeUri} is there and contains the handler's class.
   *
   * @param file the template, for the message
   * @throws UnsupportedTemplateException naming every function whose code is missing
   */
  public static void require(Path file, Template template) {
    var problems = new Problems();
    for (var function : template.functions()) {
      var path = "Resources." + function.logicalId() + ".Properties.";
      var code = function.codeUri();
      if (!Files.exists(code)) {
        problems.add(
            path + "CodeUri", 0, code.toString(), "there is nothing; build the functions first");
      } else {
        fault(function)
            .ifPresent(rule -> problems.add(path + "Handler", 0, function.handler(), rule));
      }
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedTemplateException(file, problems.list());
    }
  }

  private static Optional<String> fault(FunctionResource function) {
    var entry = function.handler().replaceAll("::.*", "").replace('.', '/') + ".class";
    var code = function.codeUri();
    if (Files.isDirectory(code)) {
      return Files.exists(code.resolve(entry))
          ? Optional.empty()
          : Optional.of("no class " + entry + " in " + code);
    }
    try (var jar = new JarFile(code.toFile())) {
      return jar.getEntry(entry) != null
          ? Optional.empty()
          : Optional.of("no class " + entry + " in " + code);
    } catch (IOException e) {
      return Optional.of(code + " is not a jar: " + e.getMessage());
    }
  }
}
