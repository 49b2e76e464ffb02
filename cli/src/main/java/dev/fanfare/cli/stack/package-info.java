/**
 * Finds the stack that an operator means, on AWS or on this machine, by AWS's public APIs alone.
 * What is done with it belongs to the commands.
 */
@NullMarked
package dev.fanfare.cli.stack;

import org.jspecify.annotations.NullMarked;
