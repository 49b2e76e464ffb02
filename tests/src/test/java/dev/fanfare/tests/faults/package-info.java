/**
 * Faults of functions and of the bucket, which the flows inject into a local stack. {@link
 * dev.fanfare.tests.faults.Faults} combines a selection of {@link dev.fanfare.tests.faults.Calls}
 * with an {@link dev.fanfare.tests.faults.Effect}.
 */
package dev.fanfare.tests.faults;
