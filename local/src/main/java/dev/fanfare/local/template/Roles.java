package dev.fanfare.local.template;

import java.util.ArrayList;
import java.util.List;

/** The role that a function or a state machine runs as: its own, or one that the template names. */
final class Roles {
  private Roles() {}

  static String arn(Resolved owner) {
    return owner
        .properties()
        .text("Role")
        .orElseGet(() -> owner.identity().account().roleArn(addedName(owner)));
  }

  /** All that the owner may do, but for the managed policies that SAM attaches by itself. */
  static List<PolicyStatement> statements(Resolved owner, ResourceIndex index, Problems problems) {
    var properties = owner.properties();
    var statements = new ArrayList<PolicyStatement>();
    for (var document : properties.blocks("Policies")) {
      statements.addAll(PolicyDocuments.statements(document));
    }
    if (properties.get("Role").isPresent() && properties.get("Policies").isPresent()) {
      problems.add(
          owner.at("Policies"),
          owner.lineOf("Policies"),
          "",
          "SAM ignores Policies next to Role; put them in the role");
    }
    var role = index.role(arn(owner));
    if (role.isEmpty()) {
      problems.add(
          owner.at("Role"),
          owner.lineOf("Role"),
          arn(owner),
          "must be the ARN of a role of this template");
    }
    role.ifPresent(found -> statements.addAll(RoleType.statements(found, index)));
    return statements;
  }

  private static String addedName(Resolved owner) {
    return RoleType.TYPE.madeUpName(
        owner.identity().stack().name(), SamNames.roleId(owner.logicalId()));
  }
}
