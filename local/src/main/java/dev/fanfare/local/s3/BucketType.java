package dev.fanfare.local.s3;

import static dev.fanfare.local.cloudformation.yaml.Schema.anything;
import static dev.fanfare.local.cloudformation.yaml.Schema.block;
import static dev.fanfare.local.cloudformation.yaml.Schema.blockOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.listOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.text;

import dev.fanfare.local.cloudformation.resources.Identity;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.TypeDescription;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import dev.fanfare.local.cloudformation.yaml.Schema;
import dev.fanfare.local.iam.ResourcePolicyType;
import java.util.Optional;

/** {@code AWS::S3::Bucket}. */
public final class BucketType implements ResourceType {
  public static final ResourceType POLICY =
      new ResourcePolicyType(
              "AWS::S3::BucketPolicy", "Bucket", "AWS::S3::Bucket", "the name of a bucket")
          .withNameOfResource();

  private static final String ALL_ACCESS = "every user of this machine has access to everything";
  private static final Schema RULES =
      listOf(
          blockOf("Id", "Prefix", "ExpirationInDays")
              .must("Status", anything())
              .and("AbortIncompleteMultipartUpload", blockOf("DaysAfterInitiation")));
  private static final Schema ENCRYPTION =
      listOf(
          blockOf("BucketKeyEnabled")
              .and(
                  "ServerSideEncryptionByDefault",
                  blockOf("KMSMasterKeyID").must("SSEAlgorithm", anything())));

  private static final TypeDescription DESCRIPTION =
      TypeDescription.of(
              "AWS::S3::Bucket",
              block()
                  .and("BucketName", text())
                  .noEffect(
                      NoEffect.KEPT_WHILE_RUNNING,
                      "LifecycleConfiguration",
                      block().must("Rules", RULES))
                  .noEffect(
                      NoEffect.NOT_ENCRYPTED,
                      "BucketEncryption",
                      block().must("ServerSideEncryptionConfiguration", ENCRYPTION))
                  .noEffect(
                      ALL_ACCESS,
                      "PublicAccessBlockConfiguration",
                      blockOf(
                          "BlockPublicAcls",
                          "BlockPublicPolicy",
                          "IgnorePublicAcls",
                          "RestrictPublicBuckets"))
                  .noEffect(
                      ALL_ACCESS,
                      "OwnershipControls",
                      block().must("Rules", listOf(blockOf("ObjectOwnership"))))
                  .noEffect(NoEffect.NO_TAGS, "Tags"))
          .named("BucketName", 63)
          .withLowerCaseNames()
          .arn("Arn", identity -> identity.account().bucketArn(identity.name()))
          .attribute("DomainName", identity -> identity.name() + ".s3.amazonaws.com")
          .attribute("RegionalDomainName", BucketType::regionalDomainName);

  @Override
  public TypeDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Optional<BucketSpec> read(Resource bucket) {
    return Optional.of(new BucketSpec(bucket.logicalId(), bucket.name(), bucket.arn()));
  }

  private static String regionalDomainName(Identity identity) {
    return identity.name() + ".s3." + identity.account().region() + ".amazonaws.com";
  }
}
