package dev.fanfare.local.account;

import dev.fanfare.loopback.LocalEndpoints;

/**
 * The account and Region that the local stack pretends to be; every ARN it shows is made here.
 *
 * @param region a Region's name, such as {@code us-east-1}
 * @param accountId twelve digits
 */
public record LocalAccount(String region, String accountId) {

  /**
   * What the local stack pretends to be. No real account has this number. The Region is one of the
   * newer ones, because in the older ones the AWS CLI 1 sends SQS requests to a legacy host name
   * even if {@code AWS_ENDPOINT_URL} is set.
   */
  public static final LocalAccount DEFAULT =
      new LocalAccount(LocalEndpoints.REGION, LocalEndpoints.ACCOUNT_ID);

  public String stateMachineArn(String name) {
    return arn("states", "stateMachine:" + name);
  }

  public String executionArn(String stateMachine, String name) {
    return arn("states", "execution:" + stateMachine + ":" + name);
  }

  public String mapRunArn(String stateMachine, String label, String id) {
    return arn("states", "mapRun:" + stateMachine + "/" + label + ":" + id);
  }

  public String functionArn(String name) {
    return arn("lambda", "function:" + name);
  }

  public String tableArn(String name) {
    return arn("dynamodb", "table/" + name);
  }

  public String queueArn(String name) {
    return arn("sqs", name);
  }

  public String secretArn(String nameAndSuffix) {
    return arn("secretsmanager", "secret:" + nameAndSuffix);
  }

  public String topicArn(String name) {
    return arn("sns", name);
  }

  /** In the one group that every account has. */
  public String scheduleArn(String name) {
    return arn("scheduler", "schedule/default/" + name);
  }

  public String bucketArn(String name) {
    return "arn:aws:s3:::" + name;
  }

  public String logGroupArn(String name) {
    return arn("logs", "log-group:" + name);
  }

  public String alarmArn(String name) {
    return arn("cloudwatch", "alarm:" + name);
  }

  public String quotaArn(String service, String code) {
    return arn("servicequotas", service + "/" + code);
  }

  /**
   * What permissions of a WebSocket API are about, such as {@code arn:...:<api>/<stage>/<route>}.
   */
  public String executeApiArn(String apiId) {
    return arn("execute-api", apiId);
  }

  public String stackArn(String name) {
    return arn("cloudformation", "stack/" + name + "/00000000-0000-0000-0000-000000000000");
  }

  public String roleArn(String name) {
    return "arn:aws:iam::" + accountId + ":role/" + name;
  }

  private String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + accountId + ":" + resource;
  }
}
