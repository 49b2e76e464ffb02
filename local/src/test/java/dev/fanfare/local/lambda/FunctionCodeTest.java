package dev.fanfare.local.lambda;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.cloudformation.Templates;
import dev.fanfare.local.cloudformation.UnsupportedTemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionCodeTest {
  @TempDir Path folder;

  @Test
  void require_jarWithTheClass_isAccepted() throws IOException {
    writeJar("a/B.class");

    assertThatCode(this::require).doesNotThrowAnyException();
  }

  @Test
  void require_jarWithoutTheClass_isRefused() throws IOException {
    writeJar("a/C.class");

    assertThatThrownBy(this::require)
        .isInstanceOf(UnsupportedTemplateException.class)
        .hasMessageContaining("Resources.Work.Properties.Handler is 'a.B': no class a/B.class in");
  }

  @Test
  void require_noJar_isRefused() {
    assertThatThrownBy(this::require)
        .hasMessageContaining("Resources.Work.Properties.CodeUri")
        .hasMessageContaining("build the functions first");
  }

  @Test
  void require_fileNotAJar_isRefused() throws IOException {
    Files.writeString(folder.resolve("a.jar"), "no");

    assertThatThrownBy(this::require).hasMessageContaining("is not a jar");
  }

  private void require() {
    var template = Templates.read(folder, Templates.withOutput("x"));
    FunctionCode.require(folder.resolve("template.yaml"), template);
  }

  private void writeJar(String entry) throws IOException {
    try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("a.jar")))) {
      jar.putNextEntry(new ZipEntry(entry));
    }
  }
}
