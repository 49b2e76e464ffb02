/** What the benchmarks' command lines have in common. */
@NullMarked
package dev.fanfare.bench.options;

import org.jspecify.annotations.NullMarked;
