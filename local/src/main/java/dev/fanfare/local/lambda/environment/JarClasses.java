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
 * Fanfare's classes in a function's jar, read once for all environments. A stack starts dozens of
 * environments, and decompressing the same classes for each would slow down its start.
 */
record JarClasses(Map<String, byte[]> byName) {
  private static final String SUFFIX = ".class";

  private static final Map<Version, SoftReference<JarClasses>> CACHE = new ConcurrentHashMap<>();

  /** Identifies a build of a jar, so that a rebuilt jar is read again. */
  private record Version(Path jar, FileTime modified, long size) {}

  /** The classes in a folder of a jar, such as {@code dev/fanfare/}. */
  static JarClasses of(Path jar, String folder) throws IOException {
    var version = new Version(jar, Files.getLastModifiedTime(jar), Files.size(jar));
    SoftReference<JarClasses> known = CACHE.get(version);
    JarClasses classes = known == null ? null : known.get();
    if (classes == null) {
      classes = read(jar, folder);
      CACHE.put(version, new SoftReference<>(classes));
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

  /** The class file of a class; null if the jar does not contain it. */
  byte @Nullable [] find(String className) {
    return byName.get(className);
  }
}
