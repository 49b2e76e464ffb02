/**
 * The identity of clients: tokens, tickets, claims, and the authorizer's context in later events.
 * This package depends neither on routes nor on the connections table; time and randomness are
 * parameters.
 */
@NullMarked
package dev.fanfare.sockets.identity;

import org.jspecify.annotations.NullMarked;
