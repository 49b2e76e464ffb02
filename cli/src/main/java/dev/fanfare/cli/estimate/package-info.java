/** {@code ./fanfare estimate}: estimates the time and cost of a broadcast before it is sent. */
@NullMarked
package dev.fanfare.cli.estimate;

import org.jspecify.annotations.NullMarked;
