/**
 * Client messages in channels: sending within a budget, the channel's history, and catching up
 * after a join. The routes use this package; it depends neither on them nor on the environment.
 */
@NullMarked
package dev.fanfare.messages;

import org.jspecify.annotations.NullMarked;
