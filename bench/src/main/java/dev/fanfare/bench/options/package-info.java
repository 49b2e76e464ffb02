/** Options that several benchmarks share. */
@NullMarked
package dev.fanfare.bench.options;

import org.jspecify.annotations.NullMarked;
