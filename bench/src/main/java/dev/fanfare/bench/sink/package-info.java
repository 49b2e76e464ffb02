/**
 * The servers that take the posts: nginx, which answers at once, and our own, which answers later
 * and knows when each post came. They listen on 127.0.0.1 alone.
 */
@NullMarked
package dev.fanfare.bench.sink;

import org.jspecify.annotations.NullMarked;
