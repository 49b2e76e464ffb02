/**
 * Fault injection for posts to the gateway: throttling, errors and lost responses. {@link
 * dev.fanfare.local.faults.SeededPostFaults} selects posts by percentages and a seed, and {@code
 * StackSettings.withPostFaults} adds it to a stack. All faults are deterministic.
 */
@NullMarked
package dev.fanfare.local.faults;

import org.jspecify.annotations.NullMarked;
