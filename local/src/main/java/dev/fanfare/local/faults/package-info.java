/**
 * Things that go wrong between whoever invokes a function and the function: crashes, late answers,
 * deliveries that come twice. A fault is made of an invocation to strike ({@link
 * dev.fanfare.local.faults.Calls}) and what becomes of it ({@link
 * dev.fanfare.local.faults.Effect}); a stack takes them by {@code StackSettings.withFaults}. No
 * chance is involved: what strikes is said by the function, its payload and a count.
 */
package dev.fanfare.local.faults;
