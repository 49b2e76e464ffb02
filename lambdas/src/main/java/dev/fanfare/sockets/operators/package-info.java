/** The functions that operators and backends invoke: tickets and bans. */
@NullMarked
package dev.fanfare.sockets.operators;

import org.jspecify.annotations.NullMarked;
