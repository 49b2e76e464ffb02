/**
 * What a command has of the person who called it: answers as text or JSON, questions, Ctrl-C, time.
 * Tests put others in its place.
 */
@NullMarked
package dev.fanfare.cli.io;

import org.jspecify.annotations.NullMarked;
