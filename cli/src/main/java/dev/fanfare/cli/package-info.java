/** The operator's tool: the command {@code ./fanfare}, its exit codes and its subcommands. */
@NullMarked
package dev.fanfare.cli;

import org.jspecify.annotations.NullMarked;
