package dev.fanfare.local.s3;

import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of the template. */
public record BucketSpec(String logicalId, String name, String arn) {

  public void create(S3Client objects) {
    objects.createBucket(create -> create.bucket(name));
  }
}
