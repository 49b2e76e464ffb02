package dev.fanfare.tests.cli;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The JVMs that this process has started. A test that starts or counts child JVMs takes the lock.
 */
public final class ChildJvms {
  public static final String LOCK = "child JVMs";

  private ChildJvms() {}

  /** The running child JVMs, not including browsers. */
  public static Set<Long> pids() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }
}
