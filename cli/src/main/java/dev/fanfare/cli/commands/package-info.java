/**
 * The operator's commands about broadcasts, one class each, named as it is typed. They read
 * options, call {@code dev.fanfare.cli.broadcasts}, and write tables, JSON and exit codes.
 */
@NullMarked
package dev.fanfare.cli.commands;

import org.jspecify.annotations.NullMarked;
