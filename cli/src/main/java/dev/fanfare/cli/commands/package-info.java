/**
 * The operator's commands about broadcasts, one class each, named as it is typed. They read
 * options, call {@code dev.fanfare.cli.broadcasts}, and write tables, JSON and exit codes.
 */
package dev.fanfare.cli.commands;
