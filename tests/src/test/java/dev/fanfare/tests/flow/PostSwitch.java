package dev.fanfare.tests.flow;

import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.local.apigateway.PostFaults;
import java.util.OptionalLong;

/** Applies the running test's post faults to a shared stack. */
final class PostSwitch implements PostFaults {
  private static final long SEED = 7;

  private volatile PostFaults now = PostFaults.NONE;

  void become(PostFaults faults) {
    now = faults;
  }

  @Override
  public PostFault strike(Post post) {
    return now.strike(post);
  }

  @Override
  public OptionalLong seed() {
    return OptionalLong.of(SEED);
  }
}
