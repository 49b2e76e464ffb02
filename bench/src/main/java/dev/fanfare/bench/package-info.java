/** The benchmarks: {@code ./fanfare bench}. No code that ships depends on this module. */
@NullMarked
package dev.fanfare.bench;

import org.jspecify.annotations.NullMarked;
