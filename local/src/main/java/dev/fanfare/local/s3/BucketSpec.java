package dev.fanfare.local.s3;

/** A bucket of the template. */
public record BucketSpec(String logicalId, String name, String arn) {}
