package dev.fanfare.local.lambda;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles functions into a jar, so that tests give the pool code of its own, loaded at run time.
 */
public final class FunctionJar {

  private FunctionJar() {}

  /**
   * Writes {@code functions.jar} into the directory.
   *
   * @param sources the whole source files, by full class name
   */
  public static Path compile(Path directory, Map<String, String> sources) throws IOException {
    var classes = Files.createDirectories(directory.resolve("classes"));
    var units = new ArrayList<JavaFileObject>();
    sources.forEach((name, source) -> units.add(new Source(name, source)));
    var errors = new StringWriter();
    var options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    var compiler = requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
    if (!compiler.getTask(errors, null, null, options, null, units).call()) {
      throw new IllegalArgumentException(errors.toString());
    }
    return pack(classes, directory.resolve("functions.jar"));
  }

  private static Path pack(Path classes, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
