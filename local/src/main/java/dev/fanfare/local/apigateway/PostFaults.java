package dev.fanfare.local.apigateway;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Decides what goes wrong with posts. It is asked once for each post that is signed and within the
 * rate, in the order of their arrival, by any thread.
 */
@FunctionalInterface
public interface PostFaults {

  /** Nothing goes wrong. */
  PostFaults NONE = post -> PostFault.NONE;

  /**
   * One post that has arrived.
   *
   * @param connectionId whom it is for, whether there is such a connection or not
   * @param signedAt the second in which it was signed, which is when it was sent; {@link
   *     Instant#EPOCH} when its header does not tell
   */
  record Post(String connectionId, Instant signedAt) {}

  PostFault strike(Post post);

  /**
   * What connection ids are made from, so that they and what befalls them are the same in every
   * run; empty for ids that are the same in none.
   */
  default OptionalLong seed() {
    return OptionalLong.empty();
  }
}
