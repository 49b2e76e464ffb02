/**
 * Posts the message to every connection of one shard and counts the outcomes. Fanfare's cost per
 * post and its behavior under failures depend mostly on this package.
 */
@NullMarked
package dev.fanfare.push;

import org.jspecify.annotations.NullMarked;
