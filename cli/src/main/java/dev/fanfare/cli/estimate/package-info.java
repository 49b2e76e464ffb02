/** {@code ./fanfare estimate}: how long a broadcast will take and what it will cost, beforehand. */
@NullMarked
package dev.fanfare.cli.estimate;

import org.jspecify.annotations.NullMarked;
