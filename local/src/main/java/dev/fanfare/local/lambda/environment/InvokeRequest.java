package dev.fanfare.local.lambda.environment;

/**
 * One invocation, as an environment receives it.
 *
 * @param arn the function's ARN as invoked, with its qualifier
 * @param payload JSON as UTF-8
 */
public record InvokeRequest(String id, String arn, String version, byte[] payload) {}
