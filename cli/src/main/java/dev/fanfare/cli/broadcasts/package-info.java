/**
 * Broadcasts as an operator has to do with them, by AWS's public APIs alone: what the commands and
 * the console have in common. Nothing here prints, and nothing asks.
 */
@NullMarked
package dev.fanfare.cli.broadcasts;

import org.jspecify.annotations.NullMarked;
