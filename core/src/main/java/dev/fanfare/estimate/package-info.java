/**
 * Estimates how long a broadcast takes, what it costs and which setting or quota limits it, from
 * settings, prices and measurements of earlier broadcasts. It has no AWS clients and no clocks, so
 * the planner, the reducer and the operator's tool calculate the same way.
 */
@NullMarked
package dev.fanfare.estimate;

import org.jspecify.annotations.NullMarked;
