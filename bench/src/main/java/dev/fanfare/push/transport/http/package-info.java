/** Benchmarks of package-private code. */
@NullMarked
package dev.fanfare.push.transport.http;

import org.jspecify.annotations.NullMarked;
