/**
 * The console: a page that shows a stack's broadcasts and lets an operator send, cancel, resend and
 * correct. {@link dev.fanfare.cli.console.ConsoleServer} serves the page ({@code
 * src/main/resources}, plain modules) and what it asks for; {@link
 * dev.fanfare.cli.console.Operations} is all that it can do; {@link
 * dev.fanfare.cli.console.StackOperations} does it by public AWS APIs.
 */
@NullMarked
package dev.fanfare.cli.console;

import org.jspecify.annotations.NullMarked;
