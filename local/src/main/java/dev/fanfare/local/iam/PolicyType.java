package dev.fanfare.local.iam;

import static dev.fanfare.local.cloudformation.yaml.Schema.block;
import static dev.fanfare.local.cloudformation.yaml.Schema.listOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.text;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.TypeDescription;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import java.util.Optional;

/** {@code AWS::IAM::Policy}, attached to roles. */
public final class PolicyType implements ResourceType {
  static final String NAME = "AWS::IAM::Policy";

  private static final TypeDescription DESCRIPTION =
      TypeDescription.of(
              NAME,
              block()
                  .must("PolicyName", text())
                  .must("PolicyDocument", PolicyDocuments.OF_ROLE)
                  .must("Roles", listOf(text())))
          .named("PolicyName", 128)
          .withSharedNames()
          .withoutEffect(NoEffect.NO_POLICIES);

  @Override
  public TypeDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Optional<?> read(Resource policy) {
    for (var role : policy.properties().texts("Roles")) {
      if (policy.all().byRef(RoleType.NAME, role).isEmpty()) {
        policy.refuse("Roles", role, "must be the name of a role of this template");
      }
    }
    return Optional.empty();
  }
}
