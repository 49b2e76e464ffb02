package dev.fanfare.estimate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The cost of a broadcast by service, in USD at list prices. Rounds unknown quantities up rather
 * than down; API Gateway is about nine tenths of the total.
 */
final class Costs {
  /** API Gateway counts one message per started 32 KB. */
  private static final int METERED_BYTES = 32 * 1024;

  private static final double GB = 1e9;

  /**
   * Memory of the functions, in MB. A test compares it with the template. Lambda counts 1,024 MB as
   * a GB.
   */
  static final int PUSH_MB = 1_769;

  static final int PLAN_MB = 1_024;
  static final int REDUCE_MB = 1_024;
  static final int PRUNE_MB = 512;
  private static final double MB_PER_GB = 1_024;

  /** State transitions of a successful broadcast, with a Map Run and with a single shard. */
  static final int STATES_WITH_MAP = 13;

  static final int STATES_OF_ONLY_SHARD = 14;

  /** State transitions per additional planner call, per pusher call, and per child execution. */
  static final int STATES_PER_CALL = 2;

  static final int STATES_OF_CHILD = 1;

  /** Size of a connection or membership row, and of one strongly consistent read unit. */
  private static final int ROW_BYTES = 150;

  private static final int READ_UNIT_BYTES = 4 * 1024;

  /** Permit requests per second: of a single pusher, and the maximum of all together. */
  private static final double DRAWS_OF_ONE = 12.5;

  private static final double MAX_DRAWS = 500;

  /** Archive positions and the other rows that a broadcast writes once. */
  private static final int ROWS_WRITTEN = 5;

  /** Objects that are written and read once: request, message, results, report. */
  private static final int OBJECTS_WRITTEN = 8;

  private static final int OBJECTS_READ = 8;
  private static final int KEYS_PER_LIST = 1_000;

  /** A queued request takes three calls: send, receive and delete. */
  private static final int QUEUE_REQUESTS = 3;

  private static final double RESERVE_SECONDS = 15;
  private static final double PLANNER_SECONDS = 285;

  private final Prices prices;
  private final Workload workload;
  private final Settings settings;
  private final Posting posting;
  private final Steps steps;

  Costs(Prices prices, Workload workload, Settings settings, Posting posting, Steps steps) {
    this.prices = prices;
    this.workload = workload;
    this.settings = settings;
    this.posting = posting;
    this.steps = steps;
  }

  /** USD by service, usually the most expensive first. */
  Map<String, Double> byService() {
    Map<String, Double> usd = new LinkedHashMap<>();
    usd.put("apiGateway", messages() * prices.gatewayMessage());
    usd.put("dataOut", bytes() / GB * prices.dataOut());
    usd.put("lambda", lambda());
    usd.put("stepFunctions", transitions() * prices.transition());
    usd.put("dynamoDb", dynamoDb());
    usd.put("s3", s3());
    usd.put("sqs", QUEUE_REQUESTS * prices.queueRequest());
    return usd;
  }

  private double messages() {
    int metered = Math.max(1, (workload.messageBytes() + METERED_BYTES - 1) / METERED_BYTES);
    return (double) workload.connections() * metered;
  }

  private double bytes() {
    return (double) workload.connections() * workload.messageBytes();
  }

  private double lambda() {
    double gbSeconds =
        seconds(steps.plan()) * PLAN_MB / MB_PER_GB
            + seconds(steps.push()) * posting.pushers() * PUSH_MB / MB_PER_GB
            + seconds(steps.reduce()) * REDUCE_MB / MB_PER_GB
            + seconds(steps.prune()) * PRUNE_MB / MB_PER_GB;
    double calls = planCalls() + pushCalls() + 2;
    return gbSeconds * prices.function().time() + calls * prices.function().call();
  }

  double transitions() {
    double more = STATES_PER_CALL * (planCalls() - 1);
    return posting.shards() <= 1
        ? STATES_OF_ONLY_SHARD + more + STATES_PER_CALL * (pushCalls() - 1)
        : STATES_WITH_MAP
            + more
            + STATES_PER_CALL * pushCalls()
            + STATES_OF_CHILD * (double) posting.shards();
  }

  private double dynamoDb() {
    double read = (double) workload.connections() * ROW_BYTES / READ_UNIT_BYTES;
    int budgets = workload.rate().isPresent() ? 2 : 1;
    double draws = Math.min(MAX_DRAWS, DRAWS_OF_ONE * posting.pushers()) * budgets;
    double written =
        ROWS_WRITTEN + seconds(steps.push()) * (draws + posting.pushers()) + 2.0 * posting.shards();
    return (read + workload.lookups()) * prices.table().read() + written * prices.table().write();
  }

  private double s3() {
    double lists = 2 + 2.0 * posting.shards() / KEYS_PER_LIST;
    double written = OBJECTS_WRITTEN + posting.shards() + lists;
    double cancelChecks = seconds(steps.push()) * posting.pushers();
    double read = OBJECTS_READ + 2 * pushCalls() + cancelChecks;
    return written * prices.object().write() + read * prices.object().read();
  }

  private double planCalls() {
    return Math.max(1, Math.ceil(seconds(steps.plan()) / PLANNER_SECONDS));
  }

  /** A pusher that runs out of time before it finishes its shard is called again. */
  private double pushCalls() {
    if (posting.shards() == 0) {
      return 0;
    }
    double timeout = settings.pushTimeoutSeconds();
    double call = timeout - Math.min(RESERVE_SECONDS, timeout / 4);
    double pushing = posting.millis() / 1_000 * posting.pushers();
    return Math.max(posting.shards(), Math.ceil(pushing / call));
  }

  private static double seconds(long millis) {
    return millis / 1_000.0;
  }
}
