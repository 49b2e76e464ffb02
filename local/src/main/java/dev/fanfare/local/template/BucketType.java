package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.flag;
import static dev.fanfare.local.template.Shape.listOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.tags;
import static dev.fanfare.local.template.Shape.text;
import static dev.fanfare.local.template.Shape.whole;

/** {@code AWS::S3::Bucket} and its policy. */
final class BucketType {
  private static final String ONE_USER = "whoever uses this machine may do everything";
  private static final Shape.Block RULE =
      block()
          .and("Id", text())
          .must("Status", oneOf("Enabled", "Disabled"))
          .and("Prefix", Shape.anyText())
          .and("ExpirationInDays", whole(1, Integer.MAX_VALUE))
          .and(
              "AbortIncompleteMultipartUpload",
              block().must("DaysAfterInitiation", whole(0, Integer.MAX_VALUE)));
  private static final Shape.Block ENCRYPTION =
      block()
          .must(
              "ServerSideEncryptionConfiguration",
              listOf(
                  block()
                      .and("BucketKeyEnabled", flag())
                      .and(
                          "ServerSideEncryptionByDefault",
                          block()
                              .must("SSEAlgorithm", oneOf("AES256", "aws:kms", "aws:kms:dsse"))
                              .and("KMSMasterKeyID", text()))));
  private static final Shape.Block PUBLIC_ACCESS =
      block()
          .and("BlockPublicAcls", flag())
          .and("BlockPublicPolicy", flag())
          .and("IgnorePublicAcls", flag())
          .and("RestrictPublicBuckets", flag());
  private static final Shape.Block OWNERSHIP =
      block()
          .must(
              "Rules",
              listOf(
                  block()
                      .and(
                          "ObjectOwnership",
                          oneOf("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"))));

  static final ResourceType TYPE =
      ResourceType.of(
              "AWS::S3::Bucket",
              block()
                  .and("BucketName", text("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"))
                  .noEffect(
                      "LifecycleConfiguration",
                      block().must("Rules", listOf(RULE, 1, 1_000)),
                      "objects are kept while the stack runs")
                  .noEffect("BucketEncryption", ENCRYPTION, "nothing is encrypted on one machine")
                  .noEffect("PublicAccessBlockConfiguration", PUBLIC_ACCESS, ONE_USER)
                  .noEffect("OwnershipControls", OWNERSHIP, ONE_USER)
                  .noEffect("Tags", tags(), "nothing reads tags"))
          .named("BucketName", 63)
          .attribute("Arn", BucketType::arn)
          .attribute("DomainName", identity -> identity.name() + ".s3.amazonaws.com")
          .attribute("RegionalDomainName", BucketType::regionalDomainName);

  static final ResourceType POLICY =
      ResourceType.of(
              "AWS::S3::BucketPolicy",
              block().must("Bucket", text()).must("PolicyDocument", PolicyDocuments.OF_RESOURCE))
          .named("Bucket", 63)
          .withoutEffect("no policy is evaluated on one machine");

  private BucketType() {}

  static String arn(Identity identity) {
    return identity.account().bucketArn(identity.name());
  }

  static BucketResource read(Resolved bucket) {
    return new BucketResource(bucket.logicalId(), bucket.name(), arn(bucket.identity()));
  }

  /** Reports a policy for a bucket that is not there. */
  static void checkPolicy(Resolved policy, ResourceIndex index, Problems problems) {
    var bucket = policy.properties().text("Bucket").orElseThrow();
    if (index.find(TYPE, Identity::name, bucket).isEmpty()) {
      problems.add(
          policy.at("Bucket"),
          policy.lineOf("Bucket"),
          bucket,
          "must be the name of a bucket of this template");
    }
  }

  private static String regionalDomainName(Identity identity) {
    return identity.name() + ".s3." + identity.account().region() + ".amazonaws.com";
  }
}
