package dev.fanfare.local.servicequotas;

import dev.fanfare.broadcast.AwsLimits;
import java.util.List;

/**
 * The quotas that limit a broadcast and have a code. Names and codes are from the pages "Amazon API
 * Gateway endpoints and quotas" and "AWS Lambda endpoints and quotas" (2026-11). Service Quotas has
 * no code for the dispatch rate of a Map Run.
 */
public final class Quotas {
  private static final String GATEWAY = "apigateway";
  private static final String GATEWAY_NAME = "Amazon API Gateway";
  private static final double CONCURRENCY = 1_000;

  private Quotas() {}

  /**
   * The quotas of a stack.
   *
   * @param rate requests per second to API Gateway
   * @param burst requests at once to API Gateway
   * @param connects new WebSocket connections per second
   * @param concurrency most environments of all its functions together
   */
  public static List<Quota> of(double rate, double burst, double connects, int concurrency) {
    return List.of(
        new Quota(
            GATEWAY,
            GATEWAY_NAME,
            "L-8A5B8E43",
            "Throttle rate",
            rate,
            AwsLimits.REQUESTS_PER_SECOND,
            true),
        new Quota(
            GATEWAY,
            GATEWAY_NAME,
            "L-CDF5615A",
            "Throttle burst rate",
            burst,
            AwsLimits.REQUEST_BURST,
            false),
        new Quota(
            GATEWAY,
            GATEWAY_NAME,
            "L-9ED1E49A",
            "WebSocket new connections rate",
            connects,
            AwsLimits.CONNECTS_PER_SECOND,
            true),
        new Quota(
            "lambda",
            "AWS Lambda",
            "L-B99A9384",
            "Concurrent executions",
            concurrency,
            CONCURRENCY,
            true));
  }
}
