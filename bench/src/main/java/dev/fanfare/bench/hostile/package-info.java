/** What one hostile client makes the account pay, and what another client feels of it. */
package dev.fanfare.bench.hostile;
