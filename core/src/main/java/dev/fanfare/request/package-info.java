/**
 * The request for a broadcast: its fields, their rules, and errors with the field, the value and
 * the rule.
 */
@NullMarked
package dev.fanfare.request;

import org.jspecify.annotations.NullMarked;
