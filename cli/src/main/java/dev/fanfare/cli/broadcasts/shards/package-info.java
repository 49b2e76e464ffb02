/** The shards of one broadcast, as its rows and the pushers' log show them. */
@NullMarked
package dev.fanfare.cli.broadcasts.shards;

import org.jspecify.annotations.NullMarked;
