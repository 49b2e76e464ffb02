/** Benchmarks of package-private code. */
package dev.fanfare.push.transport.http;
