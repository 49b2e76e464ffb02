/** Other programs: finding them, starting them on one core, ending them, what they have used. */
@NullMarked
package dev.fanfare.bench.process;

import org.jspecify.annotations.NullMarked;
