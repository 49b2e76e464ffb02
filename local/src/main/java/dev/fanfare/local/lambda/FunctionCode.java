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
 * Checks that the code of the functions is there. Reading a template does not check this, because
 * the code has to be built first. The check finds a wrong handler before the first message does.
 */
public final class FunctionCode {
  private FunctionCode() {}

  /**
   * Requires that the {@code CodeUri} of each function exists and has the class of the handler.
   *
   * @param file the template, for the message
   * @throws UnsupportedTemplateException with every function whose code is missing
   */
  public static void require(Path file, Template template) {
    var problems = new Problems();
    for (var function : template.all(FunctionSpec.class)) {
      var path = "Resources." + function.logicalId() + ".Properties.";
      var code = function.code().jar();
      if (!Files.exists(code)) {
        problems.add(
            path + "CodeUri", 0, code.toString(), "there is nothing; build the functions first");
      } else {
        fault(function)
            .ifPresent(rule -> problems.add(path + "Handler", 0, function.code().handler(), rule));
      }
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedTemplateException(file, problems.list());
    }
  }

  private static Optional<String> fault(FunctionSpec function) {
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
