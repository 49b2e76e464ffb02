/** HTTP on the gateway's port: requests, responses and the rules of a handshake. */
@NullMarked
package dev.fanfare.local.apigateway.http;

import org.jspecify.annotations.NullMarked;
