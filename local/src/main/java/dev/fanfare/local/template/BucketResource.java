package dev.fanfare.local.template;

/** A bucket to make. */
public record BucketResource(String logicalId, String name, String arn) {}
