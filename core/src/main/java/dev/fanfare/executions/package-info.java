/** Starting a broadcast: the request goes to the bucket, and one execution gets its key. */
package dev.fanfare.executions;
