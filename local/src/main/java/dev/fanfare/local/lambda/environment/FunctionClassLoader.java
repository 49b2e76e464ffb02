package dev.fanfare.local.lambda.environment;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one environment. Fanfare's classes come from the function's jar if it
 * contains them. So each environment has its own static fields, as on Lambda, and runs the packaged
 * code instead of the local stack's. Libraries come from the parent, because loading the SDK for
 * each environment would take seconds.
 */
final class FunctionClassLoader extends URLClassLoader {
  private static final String OWN = "dev.fanfare.";
  private static final String OWN_RESOURCES = "dev/fanfare/";

  static {
    registerAsParallelCapable();
  }

  private final Path jar;
  private final ProtectionDomain domain;
  private volatile @Nullable JarClasses classes;
  private volatile boolean isClosed;

  FunctionClassLoader(String environment, Path jar, ClassLoader parent)
      throws MalformedURLException {
    super(environment, new URL[] {jar.toUri().toURL()}, parent);
    this.jar = jar;
    var source = new CodeSource(getURLs()[0], (Certificate[]) null);
    this.domain = new ProtectionDomain(source, null, this, null);
  }

  /** Whether the class is in the function's jar. */
  boolean holds(String className) {
    return bytes(className) != null;
  }

  /** The class file from the jar; null if the jar or the class does not exist. */
  private byte @Nullable [] bytes(String className) {
    try {
      JarClasses read = classes;
      if (read == null) {
        read = JarClasses.of(jar, OWN_RESOURCES);
        classes = read;
      }
      return read.find(className);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OWN)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (isClosed) {
        // Code that still runs must not continue with the parent's classes. The JVM would treat the
        // two as the same, and the parent could not load the remaining ones.
        throw new ClassNotFoundException(name + ": " + getName() + " is closed");
      }
      byte[] bytes = bytes(name);
      return bytes == null
          ? super.loadClass(name, resolve)
          : defineClass(name, bytes, 0, bytes.length, domain);
    }
  }

  @Override
  public URL getResource(String name) {
    var own = name.startsWith(OWN_RESOURCES) ? findResource(name) : null;
    return own != null ? own : super.getResource(name);
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    super.close();
  }
}
