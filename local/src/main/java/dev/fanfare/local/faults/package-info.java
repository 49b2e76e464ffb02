/**
 * Things that go wrong on purpose, in three places. Between whoever invokes a function and the
 * function: crashes, late answers, deliveries that come twice. Such a fault is made of an
 * invocation to strike ({@link dev.fanfare.local.faults.Calls}) and what becomes of it ({@link
 * dev.fanfare.local.faults.Effect}); what strikes is said by the function, its payload and a count.
 * And between the pusher and the gateway: posts that are throttled, fail, or whose answer is lost,
 * by shares and a seed ({@link dev.fanfare.local.faults.SeededPostFaults}). And between Step
 * Functions and the bucket: an ItemReader or a ResultWriter that fails ({@link
 * dev.fanfare.local.faults.StoreFaults}). A stack takes them by {@code StackSettings.withFaults},
 * {@code withPostFaults} and {@code withStoreFaults}. Nothing here is left to chance.
 */
package dev.fanfare.local.faults;
