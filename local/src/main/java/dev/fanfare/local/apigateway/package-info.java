/**
 * The local API Gateway for WebSocket APIs: sockets, routes and {@code @connections} on one
 * loopback port, with AWS's quotas and errors. It calls functions through {@link
 * dev.fanfare.local.lambda.FunctionInvoker} and does not depend on broadcasts. Event loops never
 * block: slow work returns a future.
 */
@NullMarked
package dev.fanfare.local.apigateway;

import org.jspecify.annotations.NullMarked;
