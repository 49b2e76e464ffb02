package dev.fanfare.cli.console;

import static java.util.Objects.requireNonNull;

import dev.fanfare.cli.web.WebResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of the page: its own, and the library that draws its charts. */
final class PageFiles {
  private static final Pattern OWN =
      Pattern.compile("/((?:[a-z]+/)?[a-z][a-z-]*\\.(html|css|js|svg))");
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final Map<String, String> LIBRARY =
      Map.of(
          "/lib/uPlot.esm.js", UPLOT + "uPlot.esm.js",
          "/lib/uPlot.min.css", UPLOT + "uPlot.min.css");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** Cached files. Paths without a file are not cached, so that requests cannot fill the memory. */
  private final Map<String, WebResponse> known = new ConcurrentHashMap<>();

  /** Returns the file at a path, or empty if there is none. */
  Optional<WebResponse> find(String path) {
    String file = path.equals("/") ? "/index.html" : path;
    return Optional.ofNullable(known.computeIfAbsent(file, PageFiles::read));
  }

  /** Returns null if there is no such file. */
  private static @Nullable WebResponse read(String path) {
    Matcher own = OWN.matcher(path);
    String resource = own.matches() ? own.group(1) : LIBRARY.get(path);
    if (resource == null) {
      return null;
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      return in == null ? null : WebResponse.of(type(path), in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource, e);
    }
  }

  private static String type(String path) {
    return requireNonNull(TYPES.get(path.substring(path.lastIndexOf('.') + 1)), path);
  }
}
