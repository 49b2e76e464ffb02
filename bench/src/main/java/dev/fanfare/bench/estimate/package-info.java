/** Measures the accuracy of estimates on the local stack, with real sockets. */
@NullMarked
package dev.fanfare.bench.estimate;

import org.jspecify.annotations.NullMarked;
