package dev.fanfare.estimate;

/**
 * List prices of us-east-1 in USD, without free tier and at the first pricing tier: the most an
 * account pays, except in more expensive Regions.
 *
 * @param gatewayMessage per message of at most 32 KB
 * @param dataOut outbound data, per GB
 * @param transition per state transition of a STANDARD workflow
 * @param table DynamoDB, per read unit and per write unit
 * @param object S3, per request
 * @param queueRequest SQS, per request
 */
public record Prices(
    double gatewayMessage,
    double dataOut,
    Function function,
    double transition,
    Access table,
    Access object,
    double queueRequest) {
  private static final double MILLION = 1_000_000;

  /**
   * @param time per GB-second of running time
   * @param call per invocation
   */
  public record Function(double time, double call) {}

  /** The prices of one read and of one write. */
  public record Access(double read, double write) {
    private static Access perMillion(double read, double write) {
      return new Access(read / MILLION, write / MILLION);
    }
  }

  public static Prices of(PriceBook priceBook) {
    return new Prices(
        priceBook.value("gatewayMessage") / MILLION,
        priceBook.value("dataOut"),
        new Function(priceBook.value("functionTime"), priceBook.value("functionCall") / MILLION),
        priceBook.value("transition") / MILLION,
        Access.perMillion(priceBook.value("tableRead"), priceBook.value("tableWrite")),
        Access.perMillion(priceBook.value("objectRead"), priceBook.value("objectWrite")),
        priceBook.value("queueRequest") / MILLION);
  }
}
