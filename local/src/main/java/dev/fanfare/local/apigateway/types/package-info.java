/**
 * The types {@code AWS::ApiGatewayV2} of a template: a WebSocket API with its routes, integrations,
 * authorizers and stage. Together they become one {@link dev.fanfare.local.apigateway.GatewayApi}.
 */
@NullMarked
package dev.fanfare.local.apigateway.types;

import org.jspecify.annotations.NullMarked;
