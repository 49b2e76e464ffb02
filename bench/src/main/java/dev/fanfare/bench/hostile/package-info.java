/** Measures the cost that one hostile user causes, and its effect on another user. */
@NullMarked
package dev.fanfare.bench.hostile;

import org.jspecify.annotations.NullMarked;
