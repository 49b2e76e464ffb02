package dev.fanfare.broadcast;

/** Which way a broadcast took, as reports and tools tell it. */
public final class BroadcastPath {

  /** The function that received it has posted it. */
  public static final String DIRECT = "direct";

  /** An execution of the state machine has. */
  public static final String EXECUTION = "execution";

  /** The function began, and an execution went on with whom it had not settled. */
  public static final String HANDED_OVER = "direct, execution";

  private BroadcastPath() {}

  /** The first round of pushing: the function's own is 0. */
  public static int firstRound(String path) {
    return path != null && path.startsWith(DIRECT) ? 0 : 1;
  }
}
