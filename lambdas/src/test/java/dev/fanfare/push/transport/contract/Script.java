package dev.fanfare.push.transport.contract;

import dev.fanfare.push.transport.PostResult;
import java.util.Set;

/** One way for a server to answer, and the results that a transport may report. */
interface Script {
  Reply reply();

  /** The correct results; only one, unless the answer is ambiguous. */
  Set<PostResult.Kind> allowed(TransportKind kind);

  /**
   * Whether the connection closes without notice after the answer. Then the next post on it may
   * fail, and neither side is at fault.
   */
  default boolean endsUnsaid(TransportKind kind) {
    return false;
  }
}
