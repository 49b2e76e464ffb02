package dev.fanfare.local.lambda;

import dev.fanfare.local.cloudformation.Template;
import dev.fanfare.local.cloudformation.UnsupportedTemplateException;
import dev.fanfare.local.cloudformation.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * Checks that the code of every function exists. Reading a template does not check this, because a
 * template can be read before the code is built. Without this check, a wrong handler would only
 * fail at the first message.
 */
public final class FunctionCode {
  private FunctionCode() {}

  /**
   * Requires that the {@code CodeUri} of each function exists and contains the handler's class.
   *
   * @param file the path of the template, for the message
   * @throws UnsupportedTemplateException with every function whose code is missing
   */
  public static void require(Path file, Template template) {
    var problems = new Problems();
    for (var function : template.all(FunctionSpec.class)) {
      var path = "Resources." + function.logicalId() + ".Properties.";
      var code = function.code().jar();
      if (!Files.exists(code)) {
        problems.add(
            path + "CodeUri", 0, code.toString(), "does not exist; build the functions first");
      } else {
        problem(function)
            .ifPresent(rule -> problems.add(path + "Handler", 0, function.code().handler(), rule));
      }
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedTemplateException(file, problems.list());
    }
  }

  private static Optional<String> problem(FunctionSpec function) {
    var entry = function.code().handler().replaceAll("::.*", "").replace('.', '/') + ".class";
    var code = function.code().jar();
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
