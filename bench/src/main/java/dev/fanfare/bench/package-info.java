/**
 * What the pusher costs, measured: {@code ./fanfare bench}. Nothing that ships knows of this
 * module.
 */
package dev.fanfare.bench;
