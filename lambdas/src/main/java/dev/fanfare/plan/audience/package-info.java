/**
 * Audiences: the connections that a broadcast addresses, read page by page from tables and shards.
 */
package dev.fanfare.plan.audience;
