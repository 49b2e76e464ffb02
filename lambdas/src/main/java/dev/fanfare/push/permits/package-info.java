/**
 * Permits: the right to make a post now, drawn from budgets that all pushers share. A budget is a
 * schedule of slots. A counter in DynamoDB for each second assigns the slots, and the holder of a
 * slot may post at its time. This package knows neither shards nor responses, and it never blocks
 * the thread that posts.
 */
@NullMarked
package dev.fanfare.push.permits;

import org.jspecify.annotations.NullMarked;
