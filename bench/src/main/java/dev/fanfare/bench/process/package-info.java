/** Other programs: finds them, starts them on one core, ends them, and measures their resources. */
package dev.fanfare.bench.process;
