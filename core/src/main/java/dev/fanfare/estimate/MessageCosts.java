package dev.fanfare.estimate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The cost of client messages to channels by service, in USD at list prices: once if each message
 * starts an execution, and once if the receiving function posts it directly. Rounds unknown
 * quantities up rather than down.
 *
 * @param messages number of messages
 * @param members receivers of each message
 * @param messageBytes size of each message as posted, in bytes
 * @param execution USD by service if an execution pushes each message
 * @param direct USD by service if the function posts each message
 */
public record MessageCosts(
    long messages,
    int members,
    int messageBytes,
    Map<String, Double> execution,
    Map<String, Double> direct) {
  private static final String GATEWAY = "apiGateway";
  private static final String DATA_OUT = "dataOut";

  /** Memory of SendMessage, in MB. A test compares it with the template. */
  static final int SEND_MB = 1_024;

  private static final double MB_PER_GB = 1_024;
  private static final double GB = 1e9;

  /** Seconds that the function runs to start an execution, or in addition to the post latency. */
  private static final double SECONDS = 0.1;

  /** One incoming message and its reply. */
  private static final int IN_AND_ANSWER = 2;

  private static final int METERED_BYTES = 32 * 1024;
  private static final int WRITE_UNIT_BYTES = 1_024;

  /** The user's message budget; and the connection's membership, read consistently. */
  private static final int BUDGET_WRITES = 1;

  private static final int MEMBERSHIP_READS = 1;

  /** A read, then a transaction that writes head, marker and message, each at twice the price. */
  private static final int ARCHIVE_READS = 1;

  private static final int HEAD_AND_MARKER_WRITES = 4;
  private static final int PRICE_IN_TRANSACTION = 2;

  /** One Query per partition of the channel; a Query without results also costs a read unit. */
  private static final int PARTITIONS = 16;

  private static final int MEMBER_BYTES = 300;
  private static final int READ_UNIT_BYTES = 4 * 1024;

  /**
   * One read of the budget's level, one write to book the posts, and two writes to draw them if the
   * second ends in between.
   */
  private static final int PERMIT_READS = 1;

  private static final int PERMIT_WRITES = 3;

  /** The report with its packed connections, and the row in the list. */
  private static final int REPORT_BYTES = 1_000;

  private static final int REPORT_BYTES_PER_MEMBER = 60;
  private static final int LIST_WRITES = 1;

  /** A larger report is stored in the bucket, as this many objects. */
  private static final int MAX_ROW_BYTES = 8 * 1_024;

  private static final int OBJECTS = 5;

  /**
   * Calculates the cost of both paths.
   *
   * @param members at least one
   */
  public static MessageCosts of(PriceBook priceBook, long messages, int members, int messageBytes) {
    var prices = Prices.of(priceBook);
    return new MessageCosts(
        messages,
        members,
        messageBytes,
        times(messages, execution(priceBook, prices, members, messageBytes)),
        times(messages, direct(priceBook, prices, members, messageBytes)));
  }

  /**
   * Cost of the execution path divided by the cost of the direct path, both without API Gateway.
   */
  public double ratio() {
    return beyondGateway(execution) / beyondGateway(direct);
  }

  /** The sum without API Gateway's price and outbound data, which are the same on both paths. */
  public static double beyondGateway(Map<String, Double> usd) {
    return usd.entrySet().stream()
        .filter(price -> !price.getKey().equals(GATEWAY) && !price.getKey().equals(DATA_OUT))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static Map<String, Double> execution(
      PriceBook priceBook, Prices prices, int members, int bytes) {
    var settings = new Settings(10_000, 80, 20, 5_000, 10, 100, 300);
    var estimator = new Estimator(prices, Quotas.of(priceBook), CostModel.assumed(priceBook));
    var workload = new Workload(members, bytes, OptionalInt.empty(), PARTITIONS);
    var usd = new LinkedHashMap<>(estimator.estimate(workload, settings).cost().usd());
    // An estimate rounds to a millionth of a dollar, which exceeds the cost of a small message's
    // bytes.
    usd.put(DATA_OUT, dataOut(prices, members, bytes));
    // The function behind the socket starts the execution: it needs no queue.
    usd.put("sqs", 0.0);
    usd.merge(GATEWAY, IN_AND_ANSWER * prices.gatewayMessage(), Double::sum);
    usd.merge("lambda", function(prices, SECONDS), Double::sum);
    usd.merge(
        "dynamoDb",
        BUDGET_WRITES * prices.table().write() + MEMBERSHIP_READS * prices.table().read(),
        Double::sum);
    return usd;
  }

  private static Map<String, Double> direct(
      PriceBook priceBook, Prices prices, int members, int bytes) {
    int metered = Math.max(1, units(bytes, METERED_BYTES));
    int report = REPORT_BYTES + bytes + members * REPORT_BYTES_PER_MEMBER;
    boolean isRow = report <= MAX_ROW_BYTES;
    double reads =
        MEMBERSHIP_READS
            + ARCHIVE_READS
            + PERMIT_READS
            + Math.max(PARTITIONS, (double) members * MEMBER_BYTES / READ_UNIT_BYTES);
    double writes =
        BUDGET_WRITES
            + HEAD_AND_MARKER_WRITES
            + PRICE_IN_TRANSACTION * (double) units(bytes + MEMBER_BYTES, WRITE_UNIT_BYTES)
            + PERMIT_WRITES
            + (isRow ? units(report, WRITE_UNIT_BYTES) : 1)
            + LIST_WRITES;
    double posting = SECONDS + priceBook.value("postLatency") / 1_000;
    Map<String, Double> usd = new LinkedHashMap<>();
    usd.put(GATEWAY, (IN_AND_ANSWER + (double) members * metered) * prices.gatewayMessage());
    usd.put(DATA_OUT, dataOut(prices, members, bytes));
    usd.put("lambda", function(prices, posting));
    usd.put("stepFunctions", 0.0);
    usd.put("dynamoDb", reads * prices.table().read() + writes * prices.table().write());
    usd.put("s3", isRow ? 0.0 : OBJECTS * prices.object().write());
    usd.put("sqs", 0.0);
    return usd;
  }

  private static double dataOut(Prices prices, int members, int bytes) {
    return (double) members * bytes / GB * prices.dataOut();
  }

  private static double function(Prices prices, double seconds) {
    return prices.function().call() + seconds * SEND_MB / MB_PER_GB * prices.function().time();
  }

  private static int units(int bytes, int each) {
    return (bytes + each - 1) / each;
  }

  private static Map<String, Double> times(long messages, Map<String, Double> usd) {
    Map<String, Double> all = new LinkedHashMap<>();
    usd.forEach((service, price) -> all.put(service, price * messages));
    return all;
  }
}
