/** Where the progress of each shard is kept: the table of progress. */
@NullMarked
package dev.fanfare.push.progress;

import org.jspecify.annotations.NullMarked;
