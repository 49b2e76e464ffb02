/** The operator's tool: one class per command, named as it is typed. */
package dev.fanfare.cli;
