/**
 * Permits: the right to make a post now, drawn from budgets that all pushers share. A budget is a
 * timetable of slots, a counter in DynamoDB for each second hands them out, and whoever holds a
 * slot may post at its time. Nothing here knows shards or answers, and nothing here ever blocks the
 * thread that posts.
 */
package dev.fanfare.push.permits;
