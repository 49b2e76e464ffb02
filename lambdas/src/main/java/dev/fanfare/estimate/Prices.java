package dev.fanfare.estimate;

/**
 * List prices of us-east-1 in USD, without a free tier and in the first step of each scale: what an
 * account pays at most, but for Regions that cost more.
 *
 * @param gatewayMessage per message of at most 32 KB
 * @param dataOut per GB
 * @param functionTime per GB-second
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

  public static Prices of(Figures figures) {
    return new Prices(
        figures.value("gatewayMessage") / MILLION,
        figures.value("dataOut"),
        figures.value("functionTime"),
        figures.value("functionCall") / MILLION,
        figures.value("transition") / MILLION,
        figures.value("tableRead") / MILLION,
        figures.value("tableWrite") / MILLION,
        figures.value("objectWrite") / MILLION,
        figures.value("objectRead") / MILLION,
        figures.value("queueRequest") / MILLION);
  }
}
