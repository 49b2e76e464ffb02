/**
 * The direct path: what Fanfare itself sends to a small channel is posted by the function that
 * received it, without an execution. It has the planner's audience, the pusher's posts, the
 * reducer's books and pruning's removals, of each the part that a few connections need.
 */
package dev.fanfare.direct;
