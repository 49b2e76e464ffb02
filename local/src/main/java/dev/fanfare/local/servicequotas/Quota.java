package dev.fanfare.local.servicequotas;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.account.LocalAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One quota of the account.
 *
 * @param code such as {@code L-8A5B8E43}
 * @param value the value in this stack
 * @param defaultValue the value in a new AWS account
 * @param isAdjustable whether AWS raises it on request
 */
public record Quota(
    Service service,
    String code,
    String name,
    double value,
    double defaultValue,
    boolean isAdjustable) {
  private static final Service GATEWAY = new Service("apigateway", "Amazon API Gateway");
  private static final Service LAMBDA = new Service("lambda", "AWS Lambda");
  private static final double CONCURRENCY = 1_000;

  /** An AWS service. */
  record Service(String code, String name) {}

  /**
   * The quotas that limit a broadcast and have a code. Names and codes are from the pages "Amazon
   * API Gateway endpoints and quotas" and "AWS Lambda endpoints and quotas" (2026-11). Service
   * Quotas has no code for the dispatch rate of a Map Run.
   *
   * @param rate requests per second to API Gateway
   * @param burst the size of API Gateway's burst bucket, in requests
   * @param connects new WebSocket connections per second
   * @param concurrency the maximum number of environments of all functions together
   */
  public static List<Quota> of(double rate, double burst, double connects, int concurrency) {
    double rateOnAws = AwsLimits.REQUESTS_PER_SECOND;
    double burstOnAws = AwsLimits.REQUEST_BURST;
    double connectsOnAws = AwsLimits.CONNECTS_PER_SECOND;
    return List.of(
        new Quota(GATEWAY, "L-8A5B8E43", "Throttle rate", rate, rateOnAws, true),
        new Quota(GATEWAY, "L-CDF5615A", "Throttle burst rate", burst, burstOnAws, false),
        new Quota(
            GATEWAY, "L-9ED1E49A", "WebSocket new connections rate", connects, connectsOnAws, true),
        new Quota(LAMBDA, "L-B99A9384", "Concurrent executions", concurrency, CONCURRENCY, true));
  }

  /** The quota in the format of Service Quotas. */
  Map<String, Object> shape(LocalAccount account, double reported) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("ServiceCode", service.code());
    shape.put("ServiceName", service.name());
    shape.put("QuotaArn", account.quotaArn(service.code(), code));
    shape.put("QuotaCode", code);
    shape.put("QuotaName", name);
    shape.put("Value", reported);
    shape.put("Unit", "None");
    shape.put("Adjustable", isAdjustable);
    shape.put("GlobalQuota", false);
    return shape;
  }
}
