package dev.fanfare.local.lambda.environment;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The classes of Fanfare in a function's jar, read once for all environments: a stack starts dozens
 * of them, and inflating the same classes for each is a good part of what a start costs.
 */
record JarClasses(Map<String, byte[]> byName) {
  private static final String SUFFIX = ".class";

  private static final Map<Version, SoftReference<JarClasses>> READ = new ConcurrentHashMap<>();

  /** A jar that is built again is another one. */
  private record Version(Path jar, FileTime modified, long size) {}

  /**
   * The classes below a folder of a jar.
   *
   * @param folder the folder of a package, such as {@code dev/fanfare/}
   */
  static JarClasses of(Path jar, String folder) throws IOException {
    var version = new Version(jar, Files.getLastModifiedTime(jar), Files.size(jar));
    SoftReference<JarClasses> known = READ.get(version);
    JarClasses classes = known == null ? null : known.get();
    if (classes == null) {
      classes = read(jar, folder);
      READ.put(version, new SoftReference<>(classes));
    }
    return classes;
  }

  private static JarClasses read(Path jar, String folder) throws IOException {
    var byName = new HashMap<String, byte[]>();
    try (var file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        String name = entry.getName();
        if (name.startsWith(folder) && name.endsWith(SUFFIX)) {
          try (InputStream bytes = file.getInputStream(entry)) {
            byName.put(
                name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'),
                bytes.readAllBytes());
          }
        }
      }
    }
    return new JarClasses(byName);
  }

  /** The bytes of a class, or null when the jar does not have it. */
  byte @Nullable [] find(String className) {
    return byName.get(className);
  }
}
