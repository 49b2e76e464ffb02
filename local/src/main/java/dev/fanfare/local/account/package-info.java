/**
 * The account and Region that the stack pretends to be, and SDK clients that reach nothing else.
 */
package dev.fanfare.local.account;
