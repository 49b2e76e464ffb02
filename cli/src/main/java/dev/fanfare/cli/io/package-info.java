/**
 * The input and output of commands: results as text or JSON, questions, Ctrl-C and time. Tests
 * replace each of them.
 */
@NullMarked
package dev.fanfare.cli.io;

import org.jspecify.annotations.NullMarked;
