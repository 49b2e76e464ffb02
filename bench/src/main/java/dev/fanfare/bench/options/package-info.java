/** Options that several benchmarks share. */
package dev.fanfare.bench.options;
