/**
 * The console: a page that shows a stack's broadcasts and lets an operator send, cancel, resend and
 * correct. {@link dev.fanfare.cli.console.ConsoleServer} serves the page ({@code
 * src/main/resources}, plain modules) and its API. {@link dev.fanfare.cli.console.Operations} lists
 * everything that the page can do, and {@link dev.fanfare.cli.console.StackOperations} implements
 * it through the public AWS APIs.
 */
@NullMarked
package dev.fanfare.cli.console;

import org.jspecify.annotations.NullMarked;
