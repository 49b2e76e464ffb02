package dev.fanfare.local.lambda.environment;

/**
 * One invocation for an environment.
 *
 * @param id the request id
 * @param arn the ARN as invoked
 * @param version the version that runs
 * @param payload JSON as UTF-8
 */
public record InvokeRequest(String id, String arn, String version, byte[] payload) {}
