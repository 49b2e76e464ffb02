/** The account and Region of the stack, and SDK clients that reach only the stack. */
@NullMarked
package dev.fanfare.local.account;

import org.jspecify.annotations.NullMarked;
