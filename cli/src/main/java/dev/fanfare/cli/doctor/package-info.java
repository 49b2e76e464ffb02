/**
 * {@code ./fanfare doctor}: what is wrong with a stack, and what to do about it. One class per
 * check; every call that is made only reads, and names the permission that it needs.
 */
@NullMarked
package dev.fanfare.cli.doctor;

import org.jspecify.annotations.NullMarked;
