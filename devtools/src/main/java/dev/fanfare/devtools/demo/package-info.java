/**
 * {@code fanfare demo}: a complete broadcast on one machine with real clients. It is observed
 * through the public APIs, and its result is verified.
 */
@NullMarked
package dev.fanfare.devtools.demo;

import org.jspecify.annotations.NullMarked;
