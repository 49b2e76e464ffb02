package dev.fanfare.estimate;

/**
 * What AWS grants the account.
 *
 * @param requestRate requests per second, all APIs and posts together
 * @param requestBurst requests at once above that rate
 * @param functionConcurrency functions at work at once
 * @param childDispatch child executions that a Map Run starts per second
 * @param connectRate new connections per second
 */
public record Quotas(
    double requestRate,
    double requestBurst,
    int functionConcurrency,
    double childDispatch,
    double connectRate) {

  public Quotas {
    if (!(requestRate > 0 && requestBurst >= 0 && functionConcurrency > 0 && childDispatch > 0)) {
      throw new IllegalArgumentException("quotas must be positive");
    }
  }

  /** What every account has by default, in most Regions. */
  public static Quotas of(PriceBook priceBook) {
    return new Quotas(
        priceBook.value("requestRate"),
        priceBook.value("requestBurst"),
        (int) priceBook.value("functionConcurrency"),
        priceBook.value("childDispatch"),
        priceBook.value("connectRate"));
  }

  /**
   * With another rate. AWS does not raise the burst with it; where the rate is low, so is the
   * burst.
   */
  public Quotas withRequestRate(double rate) {
    return new Quotas(
        rate, Math.min(requestBurst, rate / 2), functionConcurrency, childDispatch, connectRate);
  }

  /**
   * What is left of the rate. Never less than a hundredth: an account whose connections alone take
   * all of it still posts, only most of it is throttled.
   */
  public Quotas less(double requestsPerSecond) {
    double left = Math.max(requestRate - requestsPerSecond, requestRate / 100);
    return new Quotas(left, requestBurst, functionConcurrency, childDispatch, connectRate);
  }

  public Quotas withFunctionConcurrency(int functions) {
    return new Quotas(requestRate, requestBurst, functions, childDispatch, connectRate);
  }

  public Quotas withConnectRate(double rate) {
    return new Quotas(requestRate, requestBurst, functionConcurrency, childDispatch, rate);
  }
}
