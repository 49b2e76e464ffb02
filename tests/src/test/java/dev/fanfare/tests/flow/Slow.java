package dev.fanfare.tests.flow;

/** Classes that take the longest run first: at the end there is nothing left to run beside them. */
public final class Slow {
  /** Before all classes without an order. */
  public static final int FIRST = 1;

  private Slow() {}
}
