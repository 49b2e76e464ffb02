/**
 * A gateway in several processes. Edges share the gateway's port and hold the clients' sockets; the
 * hub, which is the stack's own process, tracks the connections and makes all decisions.
 */
@NullMarked
package dev.fanfare.local.apigateway.edge;

import org.jspecify.annotations.NullMarked;
