/** The shards of one broadcast, as its rows and the pushers' log show them. */
package dev.fanfare.cli.broadcasts.shards;
