/**
 * {@code fanfare demo}: the whole of a broadcast on one machine, with real clients, watched through
 * the public APIs and verified at the end.
 */
@NullMarked
package dev.fanfare.devtools.demo;

import org.jspecify.annotations.NullMarked;
