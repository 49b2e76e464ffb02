/** Other programs: finds them, starts them on one core, ends them, and measures their resources. */
@NullMarked
package dev.fanfare.bench.process;

import org.jspecify.annotations.NullMarked;
