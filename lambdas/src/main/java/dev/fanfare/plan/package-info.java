/**
 * Planning: pages the audience into shards, each an ordered, fixed list of connections on S3. A
 * shard is a list and not a range, so that resuming or resending it later means the same
 * connections, whoever came or went since.
 */
package dev.fanfare.plan;
