/**
 * The operator's commands for broadcasts, one class per command. They read options, call {@code
 * dev.fanfare.cli.broadcasts}, print text or JSON, and return exit codes.
 */
@NullMarked
package dev.fanfare.cli.commands;

import org.jspecify.annotations.NullMarked;
