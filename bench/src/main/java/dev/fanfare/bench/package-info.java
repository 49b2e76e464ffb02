/** The benchmarks: {@code ./fanfare bench}. No code that ships depends on this module. */
package dev.fanfare.bench;
