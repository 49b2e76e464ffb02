/**
 * The stand-in for an API Gateway WebSocket API: sockets, routes and {@code @connections} on one
 * loopback port, with AWS's quotas and errors. It calls functions through {@link
 * dev.fanfare.local.lambda.FunctionInvoker} and knows nothing about broadcasts. Event loops never
 * block: slow work returns a future.
 */
@NullMarked
package dev.fanfare.local.apigateway;

import org.jspecify.annotations.NullMarked;
