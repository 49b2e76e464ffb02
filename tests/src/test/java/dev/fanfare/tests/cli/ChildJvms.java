package dev.fanfare.tests.cli;

import java.util.Set;
import java.util.stream.Collectors;

/** The JVMs that this process has started. A test that starts or counts some takes the lock. */
public final class ChildJvms {
  public static final String LOCK = "child JVMs";

  private ChildJvms() {}

  /** Those that run now; a browser is none of them. */
  public static Set<Long> pids() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }
}
