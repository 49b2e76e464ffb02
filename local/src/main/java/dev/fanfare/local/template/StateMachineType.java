package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.anyText;
import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.flag;
import static dev.fanfare.local.template.Shape.listOf;
import static dev.fanfare.local.template.Shape.mapOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.oneOrMany;
import static dev.fanfare.local.template.Shape.tagMap;
import static dev.fanfare.local.template.Shape.text;

/** {@code AWS::Serverless::StateMachine}, standard, with its definition in a file of its own. */
final class StateMachineType {
  private static final Shape.Block DESTINATION =
      block().must("CloudWatchLogsLogGroup", block().must("LogGroupArn", text("arn:.+:\\*")));

  static final ResourceType TYPE =
      ResourceType.of(
              "AWS::Serverless::StateMachine",
              block()
                  .and("Name", text("[a-zA-Z0-9_-]{1,80}"))
                  .must("DefinitionUri", text())
                  .and("DefinitionSubstitutions", mapOf("[A-Za-z0-9_]+", anyText()))
                  .and("Type", oneOf("STANDARD"))
                  .and("Role", text("arn:.+"))
                  .and("Policies", oneOrMany(PolicyDocuments.OF_ROLE))
                  .noEffect(
                      "Logging",
                      block()
                          .and("Level", oneOf("ALL", "ERROR", "FATAL", "OFF"))
                          .and("IncludeExecutionData", flag())
                          .and("Destinations", listOf(DESTINATION, 0, 1)),
                      "histories are kept while the stack runs")
                  .noEffect("Tracing", block().and("Enabled", flag()), "nothing collects traces")
                  .noEffect(
                      "PermissionsBoundary",
                      text("arn:.+"),
                      "no policy is evaluated on one machine")
                  .noEffect("Tags", tagMap(), "nothing reads tags"))
          .named("Name", 80)
          .ref(StateMachineType::arn)
          .attribute("Arn", StateMachineType::arn)
          .attribute("Name", Identity::name)
          .withOwnRole();

  private StateMachineType() {}

  static String arn(Identity identity) {
    return identity.account().stateMachineArn(identity.name());
  }
}
