/**
 * The stand-in for an API Gateway WebSocket API: sockets, routes and {@code @connections} on one
 * loopback port, with AWS's quotas and its ways to refuse. It knows functions only by the port that
 * invokes them, and nothing of broadcasts. Event loops never wait: whatever takes time is a future.
 */
package dev.fanfare.local.apigateway;
