/**
 * Fault injection for posts to the gateway: throttling, errors and lost responses, by shares and a
 * seed ({@link dev.fanfare.local.faults.SeededPostFaults}). A stack gets them by {@code
 * StackSettings.withPostFaults}. All faults are deterministic.
 */
@NullMarked
package dev.fanfare.local.faults;

import org.jspecify.annotations.NullMarked;
