package dev.fanfare.local.services;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The Host headers that every server of this process accepts: the names of this machine's own
 * loopback address, and those that the operator has added. A web page that rebinds its own name to
 * 127.0.0.1 still sends that name, and is refused.
 */
public final class LoopbackHosts {
  /** A process that holds sockets for this one gets the same names by this property. */
  public static final String PROPERTY = "fanfare.allowedHosts";

  private static final Set<String> OWN = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
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

  /** Why a header is not accepted, and what to do about it. */
  public static String refusal(String header) {
    String host = header == null ? "" : PORT.matcher(header).replaceFirst("");
    String more = added().length == 0 ? "" : ", " + String.join(", ", added());
    return "Host is \"%s\": must be 127.0.0.1, localhost or [::1]%s; to allow another name, start with ./fanfare local --allow-host %s"
        .formatted(
            header == null ? "" : header, more, NAME.matcher(host).matches() ? host : "NAME");
  }

  private static String[] added() {
    String names = System.getProperty(PROPERTY, "");
    return names.isEmpty() ? new String[0] : names.split(",");
  }
}
