/**
 * Who a client is: tokens, tickets, claims, and what an authorizer says of it to every later event.
 * Knows neither routes nor the connection table; time and randomness are parameters.
 */
package dev.fanfare.sockets.identity;
