package dev.fanfare.broadcast;

/** The path that a broadcast took, as reports and tools show it. */
public final class BroadcastPath {

  /** The function that received the broadcast posted it. */
  public static final String DIRECT = "direct";

  /** An execution of the state machine posted it. */
  public static final String EXECUTION = "execution";

  /** The function started, and an execution posted to the remaining connections. */
  public static final String HANDED_OVER = "direct, execution";

  private BroadcastPath() {}

  /** Number of the first round of pushing: 0 if the function posted, 1 otherwise. */
  public static int firstRound(String path) {
    return path != null && path.startsWith(DIRECT) ? 0 : 1;
  }
}
