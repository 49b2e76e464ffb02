package dev.fanfare.local.physics;

/** A limit or delay of AWS that the local stack imitates, and that reports how often it acted. */
public enum Limit {
  /** Calls of StartExecution; refuses. */
  START_EXECUTION("start-execution"),
  /** State transitions; delays. */
  TRANSITION("transition"),
  /** Starts of a Map Run's children; delays. */
  MAP_DISPATCH("map-dispatch"),
  /** Invocations of the account's functions at once; refuses. */
  LAMBDA_CONCURRENCY("lambda-concurrency"),
  /** New environments of a function; refuses. */
  LAMBDA_SCALING("lambda-scaling"),
  /** The start of an environment; delays. */
  COLD_START("cold-start"),
  /** The start of an environment from a snapshot; delays. */
  RESTORE("restore"),
  /** The rebuild of a snapshot; refuses. */
  SNAPSHOT("snapshot"),
  /** Throughput of a partition; refuses. */
  DYNAMODB_PARTITION("dynamodb-partition"),
  /** Throughput of a table; refuses. */
  DYNAMODB_TABLE("dynamodb-table"),
  /** Latency of calls on objects; delays. */
  S3("s3"),
  /** Calls of {@code @connections}; refuses. */
  GATEWAY_REQUESTS("gateway-requests"),
  /** Handshakes; refuses. */
  GATEWAY_CONNECTS("gateway-connects"),
  /** Latency of {@code @connections}; delays. */
  GATEWAY_LATENCY("gateway-latency");

  private final String key;

  Limit(String key) {
    this.key = key;
  }

  /** Its name in settings and reports, such as {@code map-dispatch}. */
  public String key() {
    return key;
  }
}
