package dev.fanfare.estimate;

/**
 * The AWS quotas of the account.
 *
 * @param requestRate requests per second, all APIs and posts together
 * @param requestBurst requests at once above that rate
 * @param functionConcurrency concurrent function invocations
 * @param childDispatch child executions that a Map Run starts per second
 * @param connectRate new connections per second
 * @throws IllegalArgumentException if a value is not positive
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

  /** The defaults of every account in most Regions. */
  public static Quotas of(PriceBook priceBook) {
    return new Quotas(
        priceBook.value("requestRate"),
        priceBook.value("requestBurst"),
        (int) priceBook.value("functionConcurrency"),
        priceBook.value("childDispatch"),
        priceBook.value("connectRate"));
  }

  /**
   * A copy with another rate. AWS does not raise the burst with the rate; a low rate has a low
   * burst.
   */
  public Quotas withRequestRate(double rate) {
    return new Quotas(
        rate, Math.min(requestBurst, rate / 2), functionConcurrency, childDispatch, connectRate);
  }

  /**
   * A copy with the rate reduced by other traffic. At least a hundredth of the rate remains: an
   * account whose connections use all of it still posts, but most posts are throttled.
   */
  public Quotas minus(double requestsPerSecond) {
    double left = Math.max(requestRate - requestsPerSecond, requestRate / 100);
    return new Quotas(left, requestBurst, functionConcurrency, childDispatch, connectRate);
  }

  /** A copy with another number of concurrent function invocations. */
  public Quotas withFunctionConcurrency(int functions) {
    return new Quotas(requestRate, requestBurst, functions, childDispatch, connectRate);
  }

  /** A copy with another number of new connections per second. */
  public Quotas withConnectRate(double rate) {
    return new Quotas(requestRate, requestBurst, functionConcurrency, childDispatch, rate);
  }
}
