/** The functions that operators and backends invoke: tickets and bans. */
package dev.fanfare.sockets.operators;
