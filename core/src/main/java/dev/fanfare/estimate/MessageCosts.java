package dev.fanfare.estimate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What clients' messages to channels cost, service by service, in USD at list prices: each as an
 * execution, and each posted directly by the function that receives it. What is not known exactly
 * is taken to be more rather than less.
 *
 * @param messages that are sent
 * @param members who receive each of them
 * @param messageBytes of each, as it is posted
 * @param execution USD by service when an execution pushes each
 * @param direct USD by service when the function posts each
 */
public record MessageCosts(
    long messages,
    int members,
    int messageBytes,
    Map<String, Double> execution,
    Map<String, Double> direct) {
  private static final String GATEWAY = "apiGateway";
  private static final String DATA_OUT = "dataOut";

  /** Memory of SendMessage, in MB; the template's, by a test. */
  static final int SEND_MB = 1_024;

  private static final double MB_PER_GB = 1_024;
  private static final double GB = 1e9;

  /** Of the function while it starts an execution, and beside a post's latency while it posts. */
  private static final double SECONDS = 0.1;

  /** A message comes in and is answered. */
  private static final int IN_AND_ANSWER = 2;

  private static final int METERED_BYTES = 32 * 1024;
  private static final int WRITE_UNIT_BYTES = 1_024;

  /** The user's budget of messages; and the connection's membership, read consistently. */
  private static final int BUDGET_WRITES = 1;

  private static final int MEMBERSHIP_READS = 1;

  /** A transaction writes head, marker and message, each at twice the price, after a read. */
  private static final int ARCHIVE_READS = 1;

  private static final int HEAD_AND_MARKER_WRITES = 4;
  private static final int PRICE_IN_TRANSACTION = 2;

  /** A Query for each partition of the channel; an empty one costs a read unit too. */
  private static final int PARTITIONS = 16;

  private static final int MEMBER_BYTES = 300;
  private static final int READ_UNIT_BYTES = 4 * 1024;

  /**
   * The budget's level is read; the posts are booked, and drawn in two draws if the first second
   * ends in between.
   */
  private static final int PERMIT_READS = 1;

  private static final int PERMIT_WRITES = 3;

  /** The report with its connections, packed, and the row of the list. */
  private static final int REPORT_BYTES = 1_000;

  private static final int REPORT_BYTES_PER_MEMBER = 60;
  private static final int LIST_WRITES = 1;

  /** A report larger than this lies in the bucket, as so many objects. */
  private static final int MAX_ROW_BYTES = 8 * 1_024;

  private static final int OBJECTS = 5;

  /**
   * Reckons both ways.
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

  /** How many times as much the one way costs as the other, beyond what API Gateway takes. */
  public double ratio() {
    return beyondGateway(execution) / beyondGateway(direct);
  }

  /** All but API Gateway's own price, and the bytes that go out whichever way they are sent. */
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
    var usd = new LinkedHashMap<>(estimator.estimate(workload, settings).usd());
    // An estimate rounds to a millionth, which is more than a small message's bytes cost.
    usd.put(DATA_OUT, dataOut(prices, members, bytes));
    // The socket starts the execution itself: no queue, but a function.
    usd.put("sqs", 0.0);
    usd.merge(GATEWAY, IN_AND_ANSWER * prices.gatewayMessage(), Double::sum);
    usd.merge("lambda", function(prices, SECONDS), Double::sum);
    usd.merge(
        "dynamoDb",
        BUDGET_WRITES * prices.tableWrite() + MEMBERSHIP_READS * prices.tableRead(),
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
    usd.put("dynamoDb", reads * prices.tableRead() + writes * prices.tableWrite());
    usd.put("s3", isRow ? 0.0 : OBJECTS * prices.objectWrite());
    usd.put("sqs", 0.0);
    return usd;
  }

  private static double dataOut(Prices prices, int members, int bytes) {
    return (double) members * bytes / GB * prices.dataOut();
  }

  private static double function(Prices prices, double seconds) {
    return prices.functionCall() + seconds * SEND_MB / MB_PER_GB * prices.functionTime();
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
