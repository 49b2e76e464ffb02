/**
 * Finds the stack that an operator selects, on AWS or on this machine, through the public AWS APIs.
 */
@NullMarked
package dev.fanfare.cli.stack;

import org.jspecify.annotations.NullMarked;
