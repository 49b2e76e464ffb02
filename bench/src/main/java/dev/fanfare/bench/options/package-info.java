/** What the benchmarks' command lines have in common. */
package dev.fanfare.bench.options;
