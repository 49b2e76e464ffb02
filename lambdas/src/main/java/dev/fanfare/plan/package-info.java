/**
 * Planning: splits the audience into shards. A shard is an ordered, fixed list of connections in S3
 * instead of a range, so that resuming or resending it later addresses the same connections even if
 * others have connected or disconnected since.
 */
@NullMarked
package dev.fanfare.plan;

import org.jspecify.annotations.NullMarked;
