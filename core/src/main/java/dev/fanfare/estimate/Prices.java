package dev.fanfare.estimate;

/**
 * List prices of us-east-1 in USD, without free tier and at the first pricing tier: the most an
 * account pays, except in more expensive Regions.
 *
 * @param gatewayMessage per message of at most 32 KB
 * @param dataOut outbound data, per GB
 * @param functionTime Lambda's time, per GB-second
 * @param functionCall per Lambda invocation
 * @param transition per state transition of a STANDARD workflow
 * @param tableRead per read request unit
 * @param tableWrite per write request unit
 * @param objectWrite per PUT, COPY, POST or LIST request to S3
 * @param objectRead per GET request to S3
 * @param queueRequest per request to SQS
 */
public record Prices(
    double gatewayMessage,
    double dataOut,
    double functionTime,
    double functionCall,
    double transition,
    double tableRead,
    double tableWrite,
    double objectWrite,
    double objectRead,
    double queueRequest) {
  private static final double MILLION = 1_000_000;

  public static Prices of(PriceBook priceBook) {
    return new Prices(
        priceBook.value("gatewayMessage") / MILLION,
        priceBook.value("dataOut"),
        priceBook.value("functionTime"),
        priceBook.value("functionCall") / MILLION,
        priceBook.value("transition") / MILLION,
        priceBook.value("tableRead") / MILLION,
        priceBook.value("tableWrite") / MILLION,
        priceBook.value("objectWrite") / MILLION,
        priceBook.value("objectRead") / MILLION,
        priceBook.value("queueRequest") / MILLION);
  }
}
