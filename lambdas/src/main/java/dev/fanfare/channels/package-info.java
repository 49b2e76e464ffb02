/**
 * Memberships of channels: joining, leaving, and who is a member. The routes and the pruning use
 * this package; it knows neither.
 */
package dev.fanfare.channels;
