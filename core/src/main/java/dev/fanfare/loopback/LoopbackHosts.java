package dev.fanfare.loopback;

import com.sun.net.httpserver.HttpExchange;
import dev.fanfare.text.Printable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Host and Origin headers that every server of this process accepts: the names of the loopback
 * address, and those that the operator has added. A web page that rebinds its own name to 127.0.0.1
 * still sends that name and is refused, as is a page with another origin.
 */
public final class LoopbackHosts {
  /** Passes the added names to child processes that hold sockets for this one. */
  public static final String PROPERTY = "fanfare.allowedHosts";

  private static final Set<String> OWN = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * Names for buckets in front of {@code localhost}; no name server may resolve them (RFC 6761).
   */
  private static final String BELOW_LOCALHOST = ".localhost";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
  private static final Pattern PAGE = Pattern.compile("https?://([^/@?#]+)");
  private static final int MAX_SHOWN = 80;
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private LoopbackHosts() {}

  /**
   * Replaces the names that all servers of this process accept in addition.
   *
   * @throws IllegalArgumentException if a name is not a host name; the message has the name
   */
  public static void allow(Collection<String> names) {
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "\"%s\" is not a host name: must have 1 to 253 letters, digits, dots, hyphens or underscores, and no port"
                .formatted(name));
      }
    }
    System.setProperty(PROPERTY, String.join(",", names).toLowerCase(Locale.ROOT));
  }

  /**
   * @param header the Host header as received, with or without a port; null if absent
   */
  public static boolean accepts(@Nullable String header) {
    if (header == null) {
      return false;
    }
    String host = PORT.matcher(header.toLowerCase(Locale.ROOT)).replaceFirst("");
    return OWN.contains(host)
        || host.endsWith(BELOW_LOCALHOST)
        || Arrays.asList(added()).contains(host);
  }

  /**
   * Checks the headers of a request before its body is read. The Host check stops pages that rebind
   * their own name. The Origin check stops every other page open in a browser on this machine,
   * since a form on any page can send a POST anywhere.
   *
   * @param host the Host header as received; null if absent
   * @param origin the Origin header as received; null if absent, as from clients that are not
   *     browsers
   * @return the reason for refusal; empty if the request is accepted
   */
  public static Optional<String> objection(@Nullable String host, @Nullable String origin) {
    if (!accepts(host)) {
      return Optional.of(refusal(host));
    }
    return origin == null || isOwn(origin)
        ? Optional.empty()
        : Optional.of(
            "Origin is \"%s\": must be a page of this machine, such as http://localhost:3000"
                .formatted(Printable.of(origin, MAX_SHOWN)));
  }

  /** The same check for a request to the JDK's HTTP server. */
  public static Optional<String> objection(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    return objection(headers.getFirst("Host"), headers.getFirst("Origin"));
  }

  /** Whether this machine, or an added host name, served the page with this origin. */
  public static boolean isOwn(String origin) {
    Matcher page = PAGE.matcher(origin);
    return page.matches() && accepts(page.group(1));
  }

  /**
   * Why a Host header is refused, and how to allow it.
   *
   * @param header the Host header as received; null if absent
   */
  public static String refusal(@Nullable String header) {
    String host = header == null ? "" : PORT.matcher(header).replaceFirst("");
    String more = added().length == 0 ? "" : ", " + String.join(", ", added());
    return "Host is \"%s\": must be 127.0.0.1, localhost or [::1]%s; to allow another name, start with ./fanfare local --allow-host %s"
        .formatted(
            header == null ? "" : Printable.of(header, MAX_SHOWN),
            more,
            NAME.matcher(host).matches() ? host : "NAME");
  }

  private static String[] added() {
    String names = System.getProperty(PROPERTY, "");
    return names.isEmpty() ? new String[0] : names.split(",");
  }
}
