/**
 * The life of a membership: joining and leaving channels, who is in one, what is left behind when a
 * connection ends, and notices of all that. The routes and the pruning use it; it knows neither.
 */
package dev.fanfare.channels;
