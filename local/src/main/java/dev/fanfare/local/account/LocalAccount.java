package dev.fanfare.local.account;

import dev.fanfare.loopback.LocalEndpoints;

/**
 * The account and Region of the local stack, and the ARNs of its resources.
 *
 * @param region a Region's name, such as {@code us-east-1}
 * @param accountId twelve digits
 */
public record LocalAccount(String region, String accountId) {

  /**
   * The local stack's account and Region. No real account has this number. The Region is a newer
   * one because, in older Regions, version 1 of the AWS CLI sends SQS requests to a legacy host
   * name even if {@code AWS_ENDPOINT_URL} is set.
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

  /** The ARN of a schedule in the default group. */
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

  /** The ARN of a WebSocket API, without stage and route. */
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
