package dev.fanfare.local.apigateway;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Decides what goes wrong with posts. It is called once for each post that is signed and within the
 * rate, in order of arrival, by any thread.
 */
@FunctionalInterface
public interface PostFaults {

  /** Nothing goes wrong. */
  PostFaults NONE = post -> PostFault.NONE;

  /**
   * One post that has arrived.
   *
   * @param connectionId the addressee's, whether the connection exists or not
   * @param signedAt the second in which it was signed and sent; {@link Instant#EPOCH} if its header
   *     is missing or wrong
   */
  record Post(String connectionId, Instant signedAt) {}

  PostFault strike(Post post);

  /**
   * The seed of connection ids, so that ids and faults are the same in every run; empty for random
   * ids.
   */
  default OptionalLong seed() {
    return OptionalLong.empty();
  }
}
