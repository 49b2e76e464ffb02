package dev.fanfare.local.apigateway;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Selects the faults of posts. The gateway calls it once for each post that is signed and within
 * the rate, in order of arrival, from any thread.
 */
@FunctionalInterface
public interface PostFaults {

  /** No faults. */
  PostFaults NONE = post -> PostFault.NONE;

  /**
   * A post.
   *
   * @param connectionId the target's id; the connection may not exist
   * @param signedAt the signature's time, in whole seconds; {@link Instant#EPOCH} if its header is
   *     missing or invalid
   */
  record Post(String connectionId, Instant signedAt) {}

  PostFault strike(Post post);

  /** The seed of connection ids, which makes runs repeatable; empty for random ids. */
  default OptionalLong seed() {
    return OptionalLong.empty();
  }
}
