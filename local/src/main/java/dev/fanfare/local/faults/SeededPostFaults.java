package dev.fanfare.local.faults;

import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.local.apigateway.PostFaults;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Applies faults to a share of all posts. The fault of the n-th post to a connection depends only
 * on the seed, the connection's id and n, so a run is repeatable regardless of thread order.
 * Connection ids depend on the seed too.
 */
public final class SeededPostFaults implements PostFaults {
  /** SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final double UNIT = 0x1p-53;
  private static final int SPARE_BITS = 11;

  private final PostFaultShares shares;
  private final long seed;
  private final Map<String, Integer> posts = new ConcurrentHashMap<>();

  public SeededPostFaults(PostFaultShares shares, long seed) {
    this.shares = shares;
    this.seed = seed;
  }

  @Override
  public PostFault strike(Post post) {
    return fault(post.connectionId(), posts.merge(post.connectionId(), 1, Integer::sum));
  }

  @Override
  public OptionalLong seed() {
    return OptionalLong.of(seed);
  }

  /**
   * The fault of one post.
   *
   * @param number its number for that connection, from 1
   */
  PostFault fault(String connectionId, int number) {
    long state = mixed(seed);
    for (int i = 0; i < connectionId.length(); i++) {
      state = mixed(state ^ connectionId.charAt(i));
    }
    long drawn = mixed(state ^ number);
    return shares.at((drawn >>> SPARE_BITS) * UNIT * 100);
  }

  private static long mixed(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
