package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.anyText;
import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.listOf;
import static dev.fanfare.local.template.Shape.tags;
import static dev.fanfare.local.template.Shape.text;
import static dev.fanfare.local.template.Shape.whole;

import java.util.List;
import java.util.stream.Stream;

/** {@code AWS::IAM::Role} and the policies that are attached to it. */
final class RoleType {
  private static final String NOT_EVALUATED = "no policy is evaluated on one machine";
  private static final Shape ROLE_NAME = text("[\\w+=,.@-]{1,64}");
  private static final Shape POLICY_NAME = text("[\\w+=,.@-]{1,128}");

  static final ResourceType TYPE =
      ResourceType.of(
              "AWS::IAM::Role",
              block()
                  .and("RoleName", ROLE_NAME)
                  .must("AssumeRolePolicyDocument", PolicyDocuments.OF_TRUST)
                  .and(
                      "Policies",
                      listOf(
                          block()
                              .must("PolicyName", POLICY_NAME)
                              .must("PolicyDocument", PolicyDocuments.OF_ROLE)))
                  .and("ManagedPolicyArns", listOf(text("arn:.+")))
                  .and("PermissionsBoundary", text("arn:.+"))
                  .and("Path", text("/.*"))
                  .and("Description", anyText())
                  .and("MaxSessionDuration", whole(3_600, 43_200))
                  .and("Tags", tags()))
          .named("RoleName", 64)
          .attribute("Arn", RoleType::arn)
          .withoutEffect(NOT_EVALUATED);

  static final ResourceType POLICY =
      ResourceType.of(
              "AWS::IAM::Policy",
              block()
                  .must("PolicyName", POLICY_NAME)
                  .must("PolicyDocument", PolicyDocuments.OF_ROLE)
                  .must("Roles", listOf(ROLE_NAME, 1, Integer.MAX_VALUE)))
          .named("PolicyName", 128)
          .withoutEffect(NOT_EVALUATED);

  private RoleType() {}

  static String arn(Identity identity) {
    return identity.account().roleArn(identity.name());
  }

  /** Reports a policy attached to a role that is not there. */
  static void checkPolicy(Resolved policy, ResourceIndex index, Problems problems) {
    for (var role : policy.properties().texts("Roles")) {
      if (index.find(TYPE, Identity::name, role).isEmpty()) {
        problems.add(
            policy.at("Roles"),
            policy.lineOf("Roles"),
            role,
            "must be the name of a role of this template");
      }
    }
  }

  /** What a role may do: its own policies, then those attached to it. Managed ones are unknown. */
  static List<PolicyStatement> statements(Resolved role, ResourceIndex index) {
    var own =
        role.isSound()
            ? role.properties().blocks("Policies").stream()
            : Stream.<Value.Fields>empty();
    var attached =
        index.soundOf(POLICY).stream()
            .map(Resolved::properties)
            .filter(policy -> policy.texts("Roles").contains(role.name()));
    return Stream.concat(own, attached)
        .flatMap(
            policy ->
                PolicyDocuments.statements(policy.fields("PolicyDocument").orElseThrow()).stream())
        .toList();
  }
}
