/**
 * How fast AWS is, as pure models: rates, concurrency, start times, throughput and latencies. A
 * model starts no thread, reads no clock and draws no random number by itself. It takes the time in
 * nanoseconds, from any origin, and answers whether and when something may happen. So the local
 * stack can use a model in real time, and a simulator in simulated time.
 */
@NullMarked
package dev.fanfare.local.physics;

import org.jspecify.annotations.NullMarked;
