/**
 * {@code ./fanfare doctor}: checks a stack and says what to fix. Each check is a class. All calls
 * only read, and each names the permission that it needs.
 */
@NullMarked
package dev.fanfare.cli.doctor;

import org.jspecify.annotations.NullMarked;
