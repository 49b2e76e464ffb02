/** The operator's tool: the command {@code ./fanfare}, its exit codes and its subcommands. */
package dev.fanfare.cli;
