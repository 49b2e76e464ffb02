/**
 * The direct path: the function that receives one of Fanfare's own messages to a small channel
 * posts it without an execution. It reuses the planner's audience, the pusher's posts, the
 * reducer's books and pruning's removals, each reduced to what a few connections need.
 */
@NullMarked
package dev.fanfare.direct;

import org.jspecify.annotations.NullMarked;
