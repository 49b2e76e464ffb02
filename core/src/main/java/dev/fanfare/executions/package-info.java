/** Starts a broadcast: stores the request in the bucket and passes its key to one execution. */
@NullMarked
package dev.fanfare.executions;

import org.jspecify.annotations.NullMarked;
