package dev.fanfare.cli.estimate;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.estimate.PriceBook;
import dev.fanfare.estimate.Quotas;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;

/** Reads the account's quotas from Service Quotas, and falls back to the AWS defaults. */
final class SdkAccountQuotas {
  private static final String REQUEST_RATE = "L-8A5B8E43";
  private static final String CONCURRENCY = "L-B99A9384";

  private SdkAccountQuotas() {}

  static Quotas of(DeployedStack stack, PriceBook priceBook) {
    Quotas quotas = Quotas.of(priceBook);
    var rate = value(stack, "apigateway", REQUEST_RATE);
    if (rate.isPresent()) {
      quotas = quotas.withRequestRate(rate.getAsDouble());
    }
    var functions = value(stack, "lambda", CONCURRENCY);
    return functions.isPresent()
        ? quotas.withFunctionConcurrency((int) functions.getAsDouble())
        : quotas;
  }

  private static OptionalDouble value(DeployedStack stack, String service, String code) {
    try {
      var quota =
          stack.quotas().getServiceQuota(get -> get.serviceCode(service).quotaCode(code)).quota();
      return quota.value() == null ? OptionalDouble.empty() : OptionalDouble.of(quota.value());
    } catch (NoSuchResourceException e) {
      // Service Quotas lists only raised quotas. Otherwise the AWS default applies.
      return OptionalDouble.empty();
    }
  }
}
