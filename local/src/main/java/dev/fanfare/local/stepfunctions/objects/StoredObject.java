package dev.fanfare.local.stepfunctions.objects;

import java.time.Instant;

/**
 * One object in a listing.
 *
 * @param etag the ETag with its quotes, as S3 returns it
 * @param size the size in bytes
 */
public record StoredObject(
    String key, String etag, Instant lastModified, long size, String storageClass) {}
