/** The tool as its users see it: a process with arguments, an exit code and two streams. */
package dev.fanfare.tests.cli;
