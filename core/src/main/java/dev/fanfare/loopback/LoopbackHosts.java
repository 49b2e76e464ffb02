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

/**
 * The Host and Origin headers that every server of this process accepts: the names of this
 * machine's own loopback address, and those that the operator has added. A web page that rebinds
 * its own name to 127.0.0.1 still sends that name, and is refused; so is a page that asks across
 * origins.
 */
public final class LoopbackHosts {
  /** A process that holds sockets for this one gets the same names by this property. */
  public static final String PROPERTY = "fanfare.allowedHosts";

  private static final Set<String> OWN = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
  private static final Pattern PAGE = Pattern.compile("https?://([^/@?#]+)");
  private static final int MAX_SHOWN = 80;
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private LoopbackHosts() {}

  /**
   * Accepts these names too, in all servers of this process.
   *
   * @throws IllegalArgumentException for what is no host name; the message names it
   */
  public static void allow(Collection<String> names) {
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "\"%s\" is no host name: must have 1 to 253 letters, digits, dots, hyphens or underscores, and no port"
                .formatted(name));
      }
    }
    System.setProperty(PROPERTY, String.join(",", names).toLowerCase(Locale.ROOT));
  }

  /**
   * @param header as it came, with or without a port; null when there was none
   */
  public static boolean accepts(String header) {
    if (header == null) {
      return false;
    }
    String host = PORT.matcher(header.toLowerCase(Locale.ROOT)).replaceFirst("");
    return OWN.contains(host) || Arrays.asList(added()).contains(host);
  }

  /**
   * Why a request is refused, as soon as its head is read; empty when it may go on. The Host keeps
   * out a page that rebinds its own name, the Origin every other page that is open in a browser of
   * this machine: a form of any page may send a POST anywhere.
   *
   * @param host the header as it came; null when there was none
   * @param origin the header as it came; null when there was none, as of any client but a browser
   */
  public static Optional<String> objection(String host, String origin) {
    if (!accepts(host)) {
      return Optional.of(refusal(host));
    }
    return origin == null || isOwn(origin)
        ? Optional.empty()
        : Optional.of(
            "Origin is \"%s\": must be a page of this machine, such as http://localhost:3000"
                .formatted(Printable.of(origin, MAX_SHOWN)));
  }

  /** The same of a request to one of the JDK's servers. */
  public static Optional<String> objection(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    return objection(headers.getFirst("Host"), headers.getFirst("Origin"));
  }

  /** Whether the page with this origin was served by this machine, or by a name that was added. */
  public static boolean isOwn(String origin) {
    Matcher page = PAGE.matcher(origin);
    return page.matches() && accepts(page.group(1));
  }

  /** Why a header is not accepted, and what to do about it. */
  public static String refusal(String header) {
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
