package dev.fanfare.local.iam;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.Resources;
import dev.fanfare.local.cloudformation.yaml.NoEffect;

/** Policies that say who may use resources of one type, such as {@code AWS::SQS::QueuePolicy}. */
public final class ResourcePolicies {
  private ResourcePolicies() {}

  /**
   * A resource type for such policies.
   *
   * @param service a class of the package whose {@code types.yaml} defines the type
   * @param property the property that lists the resources, each by its {@code Ref}
   * @param ownerType the type of the resources, such as {@code AWS::SQS::Queue}
   * @param owner the valid value in an error message, such as {@code the URL of a queue}
   */
  public static ResourceType type(
      Class<?> service, String name, String property, String ownerType, String owner) {
    return ResourceType.of(service, name)
        .withoutEffect(NoEffect.NO_POLICIES)
        .checks(policy -> check(policy, property, ownerType, owner));
  }

  private static void check(Resource policy, String property, String ownerType, String owner) {
    for (var ref : policy.properties().texts(property)) {
      if (policy.all().byRef(ownerType, ref).isEmpty()) {
        policy.refuse(property, ref, "must be " + owner + " of this template");
      }
    }
  }

  /**
   * Whether a policy of the template allows a service an action on a resource.
   *
   * @param policyType such as {@code AWS::SQS::QueuePolicy}
   * @param service such as {@code sns.amazonaws.com}
   */
  public static boolean lets(
      Resources resources, String policyType, String service, String action, String arn) {
    return resources.hasUnsound(policyType)
        || resources.soundOf(policyType).stream()
            .flatMap(
                policy ->
                    policy.properties().section("PolicyDocument").blocks("Statement").stream())
            .filter(statement -> statement.text("Effect").filter("Allow"::equals).isPresent())
            .filter(statement -> statement.texts("Action").contains(action))
            .filter(statement -> statement.texts("Resource").contains(arn))
            .anyMatch(
                statement -> statement.section("Principal").texts("Service").contains(service));
  }
}
