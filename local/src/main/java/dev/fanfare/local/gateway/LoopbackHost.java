package dev.fanfare.local.gateway;

import java.util.regex.Pattern;

/**
 * Accepts only Host headers that mean this machine. A web page that rebinds its own name to
 * 127.0.0.1 still sends that name, and is refused.
 */
final class LoopbackHost {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:127\\.0\\.0\\.1|localhost)(?::\\d{1,5})?", Pattern.CASE_INSENSITIVE);

  private LoopbackHost() {}

  static boolean accepts(String host) {
    return host != null && LOOPBACK.matcher(host).matches();
  }
}
