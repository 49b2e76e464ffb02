/**
 * The clients that are measured: programs that post to a sink. All are started in the same way, and
 * each reports the results of its posts.
 */
package dev.fanfare.bench.client;
