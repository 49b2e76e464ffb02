/** Benchmarks of what is not public. */
package dev.fanfare.push.transport.http;
