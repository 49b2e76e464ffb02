/**
 * Finds the stack that an operator selects, on AWS or on this machine, through the public AWS APIs.
 */
package dev.fanfare.cli.stack;
