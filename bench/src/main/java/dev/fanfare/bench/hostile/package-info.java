/** What one hostile client makes the account pay, and what another client feels of it. */
@NullMarked
package dev.fanfare.bench.hostile;

import org.jspecify.annotations.NullMarked;
