package dev.fanfare.local.iam;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.Resources;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A role and its permissions.
 *
 * @param statements the statements of its policies, except for managed policies
 */
public record RoleSpec(String arn, List<PolicyStatement> statements) {
  public RoleSpec {
    statements = List.copyOf(statements);
  }

  /** The role of the template with this ARN, if there is one. */
  public static Optional<RoleSpec> byArn(Resources resources, String arn) {
    return resources
        .byArn(RoleTypes.ROLE_NAME, arn)
        .map(role -> new RoleSpec(arn, statements(role)));
  }

  /**
   * The role that a function or a state machine runs as: the one in its property {@code Role}, or
   * else the one that SAM generates from its property {@code Policies}.
   */
  public static RoleSpec of(Resource owner) {
    var properties = owner.properties();
    var named = properties.text("Role");
    if (named.isPresent() && properties.has("Policies")) {
      owner.refuse("Policies", "SAM ignores Policies next to Role; put them in the role");
    }
    var role =
        named
            .map(arn -> owner.all().byArn(RoleTypes.ROLE_NAME, arn))
            .orElseGet(() -> owner.all().addedRole(owner));
    if (role.isEmpty()) {
      owner.refuse("Role", "must be the ARN of a role of this template");
      return new RoleSpec(named.orElse(""), List.of());
    }
    var statements = new ArrayList<PolicyStatement>();
    properties
        .blocks("Policies")
        .forEach(document -> statements.addAll(PolicyStatement.of(document)));
    statements.addAll(statements(role.get()));
    return new RoleSpec(role.get().arn(), statements);
  }

  /** Whether a statement allows this action on this resource by name, without wildcards. */
  public boolean allows(String action, String resource) {
    return statements.stream()
        .anyMatch(
            statement ->
                statement.effect().equals("Allow")
                    && statement.actions().contains(action)
                    && statement.resources().contains(resource));
  }

  /** The statements of a role's own policies, then those of the policies attached to it. */
  private static List<PolicyStatement> statements(Resource role) {
    var own = role.isSound() ? role.properties().blocks("Policies") : List.<Value.Fields>of();
    var attached =
        role.all().soundOf(RoleTypes.POLICY_NAME).stream()
            .map(Resource::properties)
            .filter(policy -> policy.texts("Roles").contains(role.name()));
    return Stream.concat(own.stream(), attached)
        .flatMap(policy -> PolicyStatement.of(policy.section("PolicyDocument")).stream())
        .toList();
  }
}
