package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.tags;
import static dev.fanfare.local.template.Shape.text;

/** {@code AWS::Logs::LogGroup}. */
final class LogGroupType {
  private static final Shape RETENTION_DAYS =
      oneOf(
          "1", "3", "5", "7", "14", "30", "60", "90", "120", "150", "180", "365", "400", "545",
          "731", "1096", "1827", "2192", "2557", "2922", "3288", "3653");

  static final ResourceType TYPE =
      ResourceType.of(
              "AWS::Logs::LogGroup",
              block()
                  .and("LogGroupName", text("[.\\-_/#A-Za-z0-9]{1,512}"))
                  .noEffect("RetentionInDays", RETENTION_DAYS, "logs are kept while the stack runs")
                  .noEffect(
                      "LogGroupClass",
                      oneOf("STANDARD", "INFREQUENT_ACCESS", "DELIVERY"),
                      "nothing is billed")
                  .noEffect("KmsKeyId", text(), "nothing is encrypted on one machine")
                  .noEffect("Tags", tags(), "nothing reads tags"))
          .named("LogGroupName", 512)
          .attribute("Arn", identity -> arn(identity) + ":*");

  private LogGroupType() {}

  static String arn(Identity identity) {
    return identity.account().logGroupArn(identity.name());
  }

  static LogGroupResource read(Resolved group) {
    return new LogGroupResource(
        group.logicalId(), group.name(), group.properties().whole("RetentionInDays"));
  }
}
