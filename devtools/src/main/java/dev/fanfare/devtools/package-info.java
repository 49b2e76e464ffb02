/**
 * The commands {@code local} and {@code demo}. Except for tests and benchmarks, only this module
 * uses the local stack.
 */
@NullMarked
package dev.fanfare.devtools;

import org.jspecify.annotations.NullMarked;
