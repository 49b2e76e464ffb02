/**
 * Broadcasts as an operator sees them, through the public AWS APIs: the code that the commands and
 * the console share. Nothing here prints or asks questions.
 */
@NullMarked
package dev.fanfare.cli.broadcasts;

import org.jspecify.annotations.NullMarked;
