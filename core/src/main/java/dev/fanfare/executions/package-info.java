/** Starting a broadcast: the request goes to the bucket, and one execution gets its key. */
@NullMarked
package dev.fanfare.executions;

import org.jspecify.annotations.NullMarked;
