package dev.fanfare.local.servicequotas;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.apigateway.GatewayQuotas;
import java.util.List;

/**
 * The quotas that a broadcast meets and that have a code at AWS. Names and codes are those of the
 * pages "Amazon API Gateway endpoints and quotas" and "AWS Lambda endpoints and quotas" (2026-11);
 * the dispatch rate of a Map Run is not in Service Quotas.
 */
public final class Quotas {
  private static final String GATEWAY = "apigateway";
  private static final String GATEWAY_NAME = "Amazon API Gateway";
  private static final double CONCURRENCY = 1_000;

  private Quotas() {}

  /**
   * What a stack allows.
   *
   * @param gateway of its sockets and posts
   * @param concurrency most environments of all its functions together
   */
  public static List<Quota> of(GatewayQuotas gateway, int concurrency) {
    return List.of(
        new Quota(
            GATEWAY,
            GATEWAY_NAME,
            "L-8A5B8E43",
            "Throttle rate",
            gateway.requests().perSecond(),
            AwsLimits.REQUESTS_PER_SECOND,
            true),
        new Quota(
            GATEWAY,
            GATEWAY_NAME,
            "L-CDF5615A",
            "Throttle burst rate",
            gateway.requests().burst(),
            AwsLimits.REQUEST_BURST,
            false),
        new Quota(
            GATEWAY,
            GATEWAY_NAME,
            "L-9ED1E49A",
            "WebSocket new connections rate",
            gateway.connects().perSecond(),
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
