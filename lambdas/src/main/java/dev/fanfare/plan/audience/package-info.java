/**
 * Audiences: the connections that a broadcast addresses, read page by page from tables and shards.
 */
@NullMarked
package dev.fanfare.plan.audience;

import org.jspecify.annotations.NullMarked;
