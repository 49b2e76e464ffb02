/** The connections a broadcast is meant for, read page by page from tables and shards. */
package dev.fanfare.plan.audience;
