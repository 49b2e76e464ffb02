/**
 * The servers that receive posts: nginx, which responds at once, and a server of this module, which
 * responds with a delay and records the time of each post. They listen only on 127.0.0.1.
 */
@NullMarked
package dev.fanfare.bench.sink;

import org.jspecify.annotations.NullMarked;
