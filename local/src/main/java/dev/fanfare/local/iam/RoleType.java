package dev.fanfare.local.iam;

import static dev.fanfare.local.cloudformation.yaml.Schema.block;
import static dev.fanfare.local.cloudformation.yaml.Schema.listOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.text;

import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.TypeDescription;
import dev.fanfare.local.cloudformation.yaml.NoEffect;

/** {@code AWS::IAM::Role}. */
public final class RoleType implements ResourceType {
  static final String NAME = "AWS::IAM::Role";

  private static final TypeDescription DESCRIPTION =
      TypeDescription.of(
              NAME,
              block()
                  .and("RoleName", text())
                  .must("AssumeRolePolicyDocument", PolicyDocuments.OF_TRUST)
                  .and(
                      "Policies",
                      listOf(
                          block()
                              .must("PolicyName", text())
                              .must("PolicyDocument", PolicyDocuments.OF_ROLE)))
                  .any(
                      "ManagedPolicyArns",
                      "PermissionsBoundary",
                      "Path",
                      "Description",
                      "MaxSessionDuration",
                      "Tags"))
          .named("RoleName", 64)
          .arn("Arn", identity -> identity.account().roleArn(identity.name()))
          .withoutEffect(NoEffect.NO_POLICIES);

  @Override
  public TypeDescription description() {
    return DESCRIPTION;
  }
}
