package dev.fanfare.push.transport.contract;

import dev.fanfare.push.transport.PostResult;
import java.util.Set;

/** One way for a server to answer, and what a transport may make of it. */
interface Script {
  Reply reply();

  /** The answers that are right; one, unless the server leaves room. */
  Set<PostResult.Kind> allowed(TransportKind kind);

  /**
   * Whether the connection ends behind an answer that looks as if it went on: then another post may
   * fail on it, through nobody's fault.
   */
  default boolean endsUnsaid(TransportKind kind) {
    return false;
  }
}
