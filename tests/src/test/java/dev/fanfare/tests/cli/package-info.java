/** The tool as its users meet it: a process with arguments, an exit code and two streams. */
package dev.fanfare.tests.cli;
