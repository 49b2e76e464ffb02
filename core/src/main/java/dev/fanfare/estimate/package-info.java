/**
 * How long a broadcast will take, what it will cost, and which setting or quota decides: arithmetic
 * on settings, prices and what earlier broadcasts of the stack have shown. No AWS clients, no
 * clocks, no steps: the planner, the reducer and the operator's tool reckon alike.
 */
@NullMarked
package dev.fanfare.estimate;

import org.jspecify.annotations.NullMarked;
