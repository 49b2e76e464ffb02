package dev.fanfare.local.iam;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.yaml.NoEffect;

/** The types of roles, and of policies that are attached to roles. */
public final class RoleTypes {
  static final String ROLE_NAME = "AWS::IAM::Role";
  static final String POLICY_NAME = "AWS::IAM::Policy";

  public static final ResourceType ROLE =
      ResourceType.of(RoleTypes.class, ROLE_NAME)
          .named("RoleName", 64)
          .arn("Arn", identity -> identity.account().roleArn(identity.name()))
          .withoutEffect(NoEffect.NO_POLICIES);

  public static final ResourceType POLICY =
      ResourceType.of(RoleTypes.class, POLICY_NAME)
          .named("PolicyName", 128)
          .withSharedNames()
          .withoutEffect(NoEffect.NO_POLICIES)
          .checks(RoleTypes::checkRoles);

  private RoleTypes() {}

  private static void checkRoles(Resource policy) {
    for (var role : policy.properties().texts("Roles")) {
      if (policy.all().byRef(ROLE_NAME, role).isEmpty()) {
        policy.refuse("Roles", role, "must be the name of a role of this template");
      }
    }
  }
}
