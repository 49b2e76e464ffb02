package dev.fanfare.local.stepfunctions.objects;

import java.time.Instant;

/**
 * What a listing says of one object.
 *
 * @param etag with its quotes, as S3 gives it
 * @param size in bytes
 */
public record StoredObject(
    String key, String etag, Instant lastModified, long size, String storageClass) {}
