package dev.fanfare.local.physics;

import dev.fanfare.broadcast.AwsLimits;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A number of AWS's physics, with the value of a default account. Sources are pages of
 * docs.aws.amazon.com unless they say otherwise; docs/local.md has the same table.
 */
public enum PhysicsNumber {
  /** step-functions service-quotas, "Quotas related to API action throttling". */
  START_RATE(Limit.START_EXECUTION, "rate", "per second", 150, 300),
  /** The same page. */
  START_BURST(Limit.START_EXECUTION, "burst", "executions", 800, 1_300),
  /** The same page, "Quotas related to state throttling"; new accounts have less. */
  TRANSITION_RATE(Limit.TRANSITION, "rate", "per second", 800, 5_000),
  /** The same page. */
  TRANSITION_BURST(Limit.TRANSITION, "burst", "transitions", 800, 5_000),
  /** The same page: Standard children of a Distributed Map. */
  DISPATCH_RATE(Limit.MAP_DISPATCH, "rate", "children per second", 100),
  /** AWS documents none; 1 spaces children evenly. */
  DISPATCH_BURST(Limit.MAP_DISPATCH, "burst", "children", 1),
  /** step-functions state-map-distributed: what MaxConcurrency 0 means, and the maximum. */
  MAP_CONCURRENCY(
      Limit.MAP_DISPATCH,
      "concurrency",
      "children",
      AwsLimits.MAP_CONCURRENCY,
      AwsLimits.MAP_CONCURRENCY,
      AwsLimits.MAP_CONCURRENCY),
  /** lambda gettingstarted-limits; a new account has 10. */
  LAMBDA_CONCURRENCY(Limit.LAMBDA_CONCURRENCY, "max", "invocations", 1_000),
  /** lambda scaling-behavior: 1,000 every 10 seconds for each function, filled continuously. */
  SCALING_RATE(Limit.LAMBDA_SCALING, "rate", "environments per second", 100),
  /** The same page. */
  SCALING_BURST(Limit.LAMBDA_SCALING, "burst", "environments", 1_000),
  /** lambda operatorguide execution-environments: from under 100 ms to over a second; inferred. */
  COLD_START_MIN(Limit.COLD_START, "min", "ms", 200),
  /** The same. */
  COLD_START_MAX(Limit.COLD_START, "max", "ms", 1_000),
  /** Blog measurements of Java with SnapStart and priming; inferred. */
  RESTORE_MIN(Limit.RESTORE, "min", "ms", 200),
  /** The same. */
  RESTORE_MAX(Limit.RESTORE, "max", "ms", 600),
  /** lambda snapstart: a version is inactive after 14 days without an invocation. */
  SNAPSHOT_IDLE(Limit.SNAPSHOT, "idle", "days", 14),
  /** github.com/pulumi/pulumi issue 15789: making a snapshot takes about three minutes. */
  SNAPSHOT_REBUILD(Limit.SNAPSHOT, "rebuild", "s", 180),
  /** amazondynamodb bp-partition-key-design: write units of 1 KB. */
  PARTITION_WRITES(Limit.DYNAMODB_PARTITION, "writes", "write units per second", 1_000),
  /** The same page: read units of 4 KB, or 8 KB eventually consistent. */
  PARTITION_READS(Limit.DYNAMODB_PARTITION, "reads", "read units per second", 3_000),
  /** amazondynamodb on-demand-capacity-mode: a new table. */
  TABLE_WRITES(Limit.DYNAMODB_TABLE, "writes", "write units per second", 4_000),
  /** The same page. */
  TABLE_READS(Limit.DYNAMODB_TABLE, "reads", "read units per second", 12_000),
  /** amazondynamodb burst-adaptive-capacity: unused throughput that a table keeps. */
  TABLE_BURST(Limit.DYNAMODB_TABLE, "burst", "s", 300),
  /** AmazonS3 optimizing-performance says 100 to 200 ms; in one Region, 50 to 100; inferred. */
  S3_MIN(Limit.S3, "min", "ms", 50),
  /** The same. */
  S3_MAX(Limit.S3, "max", "ms", 100),
  /** apigateway limits: all Regions but {@link #SMALL_GATEWAY}. */
  REQUEST_RATE(Limit.GATEWAY_REQUESTS, "rate", "per second", 2_500, AwsLimits.REQUESTS_PER_SECOND),
  /** The same page. */
  REQUEST_BURST(Limit.GATEWAY_REQUESTS, "burst", "requests", 1_250, AwsLimits.REQUEST_BURST),
  /** apigateway apigateway-execution-service-websocket-limits-table. */
  CONNECT_RATE(Limit.GATEWAY_CONNECTS, "rate", "per second", AwsLimits.CONNECTS_PER_SECOND),
  /** The same page. */
  CONNECT_BURST(Limit.GATEWAY_CONNECTS, "burst", "connections", AwsLimits.CONNECTS_PER_SECOND),
  /** AWS documents none; a call in the Region, with TLS; inferred. */
  POST_MIN(Limit.GATEWAY_LATENCY, "min", "ms", 20),
  /** The same. */
  POST_MAX(Limit.GATEWAY_LATENCY, "max", "ms", 60);

  private static final double ANY = 1e9;

  /** Step Functions' quotas are larger in these Regions than in all others. */
  private static final Set<String> LARGE_STATES = Set.of("us-east-1", "us-west-2", "eu-west-1");

  /** API Gateway's quotas are smaller in these Regions than in all others. */
  private static final Set<String> SMALL_GATEWAY =
      Set.of(
          "af-south-1",
          "ap-south-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-7",
          "ca-west-1",
          "eu-central-2",
          "eu-south-1",
          "eu-south-2",
          "il-central-1",
          "me-central-1",
          "mx-central-1");

  private final Limit limit;
  private final String field;
  private final String unit;
  private final double small;
  private final double large;
  private final double min;
  private final double max;

  PhysicsNumber(Limit limit, String field, String unit, double byDefault) {
    this(limit, field, unit, byDefault, byDefault);
  }

  /**
   * @param small the default in Regions with small quotas of the limit's service
   * @param large the default in the others
   */
  PhysicsNumber(Limit limit, String field, String unit, double small, double large) {
    this(limit, field, unit, small, large, ANY);
  }

  PhysicsNumber(Limit limit, String field, String unit, double small, double large, double max) {
    this.limit = limit;
    this.field = field;
    this.unit = unit;
    this.small = small;
    this.large = large;
    this.max = max;
    // Delays may be 0; a bucket that holds less than 1 gives nothing, and a rate of 0 never fills.
    this.min = unit.equals("ms") || unit.equals("s") ? 0 : unit.endsWith("per second") ? 1e-3 : 1;
  }

  /** The limit that it belongs to. */
  public Limit limit() {
    return limit;
  }

  /** Its name in settings, such as {@code map-dispatch.rate}. */
  public String key() {
    return limit.key() + "." + field;
  }

  /** The unit of its values. */
  public String unit() {
    return unit;
  }

  /** AWS's default in a Region. */
  public double defaultIn(String region) {
    boolean isLarge =
        limit == Limit.GATEWAY_REQUESTS
            ? !SMALL_GATEWAY.contains(region)
            : LARGE_STATES.contains(region);
    return isLarge ? large : small;
  }

  double min() {
    return min;
  }

  double max() {
    return max;
  }

  static Optional<PhysicsNumber> find(String key) {
    return Arrays.stream(values()).filter(number -> number.key().equals(key)).findFirst();
  }
}
