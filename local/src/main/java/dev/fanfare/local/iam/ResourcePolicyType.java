package dev.fanfare.local.iam;

import static dev.fanfare.local.cloudformation.yaml.Schema.block;
import static dev.fanfare.local.cloudformation.yaml.Schema.oneOrMany;
import static dev.fanfare.local.cloudformation.yaml.Schema.text;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.Resources;
import dev.fanfare.local.cloudformation.resources.TypeDescription;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import java.util.Optional;

/** A policy that says who may use resources of one type, such as {@code AWS::SQS::QueuePolicy}. */
public final class ResourcePolicyType implements ResourceType {
  private final TypeDescription description;
  private final String property;
  private final String ownerType;
  private final String rule;

  /**
   * @param property holds what {@code Ref} of the resources gives
   * @param ownerType the type of the resources, such as {@code AWS::SQS::Queue}
   * @param owner what the property has to be, such as {@code the URL of a queue}
   */
  public ResourcePolicyType(String name, String property, String ownerType, String owner) {
    this.description =
        TypeDescription.of(
                name,
                block()
                    .must(property, oneOrMany(text()))
                    .must("PolicyDocument", PolicyDocuments.OF_RESOURCE))
            .withoutEffect(NoEffect.NO_POLICIES);
    this.property = property;
    this.ownerType = ownerType;
    this.rule = "must be " + owner + " of this template";
  }

  /** A resource has one policy, and the policy has the name of the resource. */
  public ResourcePolicyType withNameOfResource() {
    description.named(property, 63);
    return this;
  }

  @Override
  public TypeDescription description() {
    return description;
  }

  @Override
  public Optional<?> read(Resource policy) {
    for (var ref : policy.properties().texts(property)) {
      if (policy.all().byRef(ownerType, ref).isEmpty()) {
        policy.refuse(property, ref, rule);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a policy of the template lets a service use a resource.
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
