/**
 * Warms up the pusher before SnapStart takes a snapshot: it pushes to an endpoint inside this
 * process, with unlimited permits. No broadcast uses this package.
 */
@NullMarked
package dev.fanfare.push.warmup;

import org.jspecify.annotations.NullMarked;
