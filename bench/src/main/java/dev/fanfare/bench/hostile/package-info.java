/** Measures the cost that one hostile user causes, and its effect on another user. */
package dev.fanfare.bench.hostile;
