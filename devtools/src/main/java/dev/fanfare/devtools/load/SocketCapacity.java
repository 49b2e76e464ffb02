package dev.fanfare.devtools.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** The number of sockets that one process can hold, from the system's limit on open files. */
public final class SocketCapacity {
  /** Files that are reserved for jars, pipes and selectors opened later. */
  private static final long RESERVE = 100;

  private SocketCapacity() {}

  /** Returns the capacity of a child process, which inherits the limit of this one. */
  static OptionalLong ofChild() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? OptionalLong.of(Math.max(0, system.getMaxFileDescriptorCount() - RESERVE))
        : OptionalLong.empty();
  }

  /**
   * Returns the number of sockets that this process can still open. Empty if the system does not
   * report it, as on Windows.
   */
  public static OptionalLong ofThisProcess() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount();
      return OptionalLong.of(Math.max(0, free - RESERVE));
    }
    return OptionalLong.empty();
  }
}
