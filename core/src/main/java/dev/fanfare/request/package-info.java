/**
 * The request for a broadcast: its fields, their rules, and the errors that name field, value and
 * rule.
 */
@NullMarked
package dev.fanfare.request;

import org.jspecify.annotations.NullMarked;
