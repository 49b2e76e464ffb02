/**
 * Fault injection in three places. For invocations of functions: crashes, late responses and
 * duplicate deliveries; a fault selects invocations by function, payload and count ({@link
 * dev.fanfare.local.faults.Calls}) and has an effect ({@link dev.fanfare.local.faults.Effect}). For
 * posts to the gateway: throttling, errors and lost responses, by shares and a seed ({@link
 * dev.fanfare.local.faults.SeededPostFaults}). For Step Functions and the bucket: an ItemReader or
 * a ResultWriter that fails ({@link dev.fanfare.local.faults.StoreFaults}). A stack gets them by
 * {@code StackSettings.withFaults}, {@code withPostFaults} and {@code withStoreFaults}. All faults
 * are deterministic.
 */
@NullMarked
package dev.fanfare.local.faults;

import org.jspecify.annotations.NullMarked;
