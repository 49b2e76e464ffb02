/** How well estimates foretell what broadcasts take, on the local stack, with real sockets. */
package dev.fanfare.bench.estimate;
