/** Benchmarks of what is not public. */
@NullMarked
package dev.fanfare.push.transport.http;

import org.jspecify.annotations.NullMarked;
