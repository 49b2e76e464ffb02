package dev.fanfare.devtools.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** How many sockets one process can hold, by the system's limit on open files. */
public final class SocketCapacity {
  /** For jars, pipes and selectors that are opened later. */
  private static final long RESERVE = 100;

  private SocketCapacity() {}

  /** What a child process can open, which gets this one's limit. */
  static OptionalLong ofChild() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? OptionalLong.of(Math.max(0, system.getMaxFileDescriptorCount() - RESERVE))
        : OptionalLong.empty();
  }

  /** What this process can still open. Empty where the system does not tell, as on Windows. */
  public static OptionalLong ofThisProcess() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount();
      return OptionalLong.of(Math.max(0, free - RESERVE));
    }
    return OptionalLong.empty();
  }
}
