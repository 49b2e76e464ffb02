/** Where the progress of each shard is kept: the table of progress. */
package dev.fanfare.push.progress;
