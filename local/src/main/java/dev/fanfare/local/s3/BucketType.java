package dev.fanfare.local.s3;

import dev.fanfare.local.cloudformation.resources.Identity;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.iam.ResourcePolicies;
import java.util.Optional;

/** {@code AWS::S3::Bucket}. */
public final class BucketType {
  public static final ResourceType POLICY =
      ResourcePolicies.type(
              BucketType.class,
              "AWS::S3::BucketPolicy",
              "Bucket",
              "AWS::S3::Bucket",
              "the name of a bucket")
          .named("Bucket", 63);

  public static final ResourceType BUCKET =
      ResourceType.of(BucketType.class, "AWS::S3::Bucket")
          .named("BucketName", 63)
          .withLowerCaseNames()
          .arn("Arn", identity -> identity.account().bucketArn(identity.name()))
          .attribute("DomainName", identity -> identity.name() + ".s3.amazonaws.com")
          .attribute("RegionalDomainName", BucketType::regionalDomainName)
          .reads(BucketType::read);

  private BucketType() {}

  private static Optional<BucketSpec> read(Resource bucket) {
    return Optional.of(new BucketSpec(bucket.logicalId(), bucket.name(), bucket.arn()));
  }

  private static String regionalDomainName(Identity identity) {
    return identity.name() + ".s3." + identity.account().region() + ".amazonaws.com";
  }
}
