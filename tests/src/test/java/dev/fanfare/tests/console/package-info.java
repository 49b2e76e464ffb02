/** The operator's console in a real browser. */
package dev.fanfare.tests.console;
