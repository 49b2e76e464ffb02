/** Measures the accuracy of estimates on the local stack, with real sockets. */
package dev.fanfare.bench.estimate;
