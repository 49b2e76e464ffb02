package dev.fanfare.local.physics;

/** A limit or delay of AWS that the local stack imitates, and that reports how often it acted. */
public enum Limit {
  START_EXECUTION("start-execution", "StartExecution of Step Functions"),
  TRANSITION("transition", "state transitions"),
  MAP_DISPATCH("map-dispatch", "dispatch of Map children"),
  LAMBDA_CONCURRENCY("lambda-concurrency", "concurrency of the account's functions"),
  LAMBDA_SCALING("lambda-scaling", "new environments of a function"),
  COLD_START("cold-start", "cold starts"),
  RESTORE("restore", "restores of snapshots"),
  SNAPSHOT("snapshot", "rebuilds of snapshots"),
  DYNAMODB_PARTITION("dynamodb-partition", "throughput of partitions"),
  DYNAMODB_TABLE("dynamodb-table", "throughput of tables"),
  S3("s3", "latency of S3"),
  GATEWAY_REQUESTS("gateway-requests", "requests to API Gateway"),
  GATEWAY_CONNECTS("gateway-connects", "new connections"),
  GATEWAY_LATENCY("gateway-latency", "latency of posts");

  private final String key;
  private final String title;

  Limit(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** Its name in settings and reports, such as {@code map-dispatch}. */
  public String key() {
    return key;
  }

  /** What it limits, for people. */
  public String title() {
    return title;
  }
}
