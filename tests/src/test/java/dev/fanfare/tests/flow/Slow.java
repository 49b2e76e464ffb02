package dev.fanfare.tests.flow;

/** Classes that take the longest run first, so that no long class runs alone at the end. */
public final class Slow {
  /** Before all classes without an order. */
  public static final int FIRST = 1;

  private Slow() {}
}
