package dev.fanfare.local.lambda.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.lambda.FunctionJar;
import dev.fanfare.local.lambda.FunctionSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionClassLoaderTest {
  /** A class that is also on the class path. */
  private static final String SHARED = AwsLimits.class.getName();

  @TempDir private Path folder;

  @Test
  void loadClass_inJarAndOnClassPath_comesFromTheJar() throws Exception {
    try (var loader = loader()) {
      assertThat(loader.loadClass(SHARED)).isNotEqualTo(AwsLimits.class);
    }
  }

  @Test
  void loadClass_onlyOnClassPath_comesFromThere() throws Exception {
    try (var loader = loader()) {
      assertThat(loader.loadClass(FunctionSpec.class.getName())).isEqualTo(FunctionSpec.class);
    }
  }

  /**
   * Code that still runs in an environment that has ended must not load classes from the class
   * path. Otherwise the two would be linked, and nothing else could then load the class path's
   * version.
   */
  @Test
  void loadClass_afterTheEnd_doesNotUseTheClassPath() throws Exception {
    var loader = loader();
    loader.close();

    assertThatThrownBy(() -> loader.loadClass(SHARED))
        .isInstanceOf(ClassNotFoundException.class)
        .hasMessage(SHARED + ": sale-1 is closed");
  }

  @Test
  void loadClass_rebuiltJar_comesFromTheNewJar() throws Exception {
    try (var before = loader()) {
      assertThat(before.loadClass(SHARED).getDeclaredFields()).isEmpty();
    }
    try (var after = loader("int aField;")) {
      assertThat(after.loadClass(SHARED).getDeclaredFields()).hasSize(1);
    }
  }

  private FunctionClassLoader loader() throws IOException {
    return loader("");
  }

  private FunctionClassLoader loader(String members) throws IOException {
    var jar =
        FunctionJar.compile(
            folder,
            Map.of(
                SHARED,
                "package dev.fanfare.broadcast; public class AwsLimits {%s}".formatted(members)));
    return new FunctionClassLoader("sale-1", jar, getClass().getClassLoader());
  }
}
