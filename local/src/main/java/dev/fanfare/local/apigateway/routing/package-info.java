/**
 * Connections and their functions: the decision on a handshake, the route of a message, and {@code
 * $disconnect}.
 */
@NullMarked
package dev.fanfare.local.apigateway.routing;

import org.jspecify.annotations.NullMarked;
