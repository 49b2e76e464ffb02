/**
 * The account and Region that the stack pretends to be, and SDK clients that reach nothing else.
 */
@NullMarked
package dev.fanfare.local.account;

import org.jspecify.annotations.NullMarked;
