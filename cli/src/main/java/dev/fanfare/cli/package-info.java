/** The operator's tool: one class per command, named as it is typed. */
@NullMarked
package dev.fanfare.cli;

import org.jspecify.annotations.NullMarked;
