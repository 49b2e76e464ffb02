/**
 * What the pusher costs, measured: {@code ./fanfare bench}. Nothing that ships knows of this
 * module.
 */
@NullMarked
package dev.fanfare.bench;

import org.jspecify.annotations.NullMarked;
