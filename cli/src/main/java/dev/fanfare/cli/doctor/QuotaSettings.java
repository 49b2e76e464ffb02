package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.estimate.PriceBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;

/** Checks that the settings of the stack fit the quotas of the account. */
final class QuotaSettings implements Check {
  /** A larger share of the account's concurrency leaves too little for other functions. */
  private static final double LARGE_SHARE = 0.5;

  /** Lambda requires that this much concurrency stays unreserved. */
  private static final int UNRESERVED = 100;

  /** Number of functions that use ReservedForConnecting: Connect and Authorize. */
  private static final int OF_CONNECTING = 2;

  /** Invocations per second that Lambda allows per unit of concurrency. */
  private static final double CALLS_PER_SECOND = 10;

  /** Share of the rate above which pings and reconnects slow down broadcasts. */
  private static final double SMALL_SHARE = 0.1;

  /** An AWS quota, with its codes in Service Quotas. */
  private record Quota(String service, String code) {
    private static final Quota REQUESTS = new Quota("apigateway", "L-8A5B8E43");
    private static final Quota CONNECTS = new Quota("apigateway", "L-9ED1E49A");
    private static final Quota CONCURRENCY = new Quota("lambda", "L-B99A9384");
  }

  @Override
  public String title() {
    return "quotas";
  }

  @Override
  public List<Finding> run(CheckContext context) {
    var findings = new ArrayList<Finding>();
    DeployedStack stack = context.stack();
    Optional<Long> open = connections(context);
    Optional<Double> requests = value(context, Quota.REQUESTS);
    requests.ifPresent(granted -> findings.add(rate(stack.accountPostRate(), granted)));
    requests.flatMap(granted -> open.map(count -> upkeep(count, granted))).ifPresent(findings::add);
    value(context, Quota.CONCURRENCY)
        .ifPresent(granted -> findings.addAll(concurrency(stack, granted)));
    value(context, Quota.CONNECTS)
        .flatMap(granted -> open.map(count -> connects(count, granted)))
        .ifPresent(findings::add);
    return findings;
  }

  private Finding rate(long set, double granted) {
    String found =
        "AccountPostRate is %s posts/s, and API Gateway grants the account %s (%s)"
            .formatted(whole(set), whole(granted), Quota.REQUESTS.code());
    if (set > granted) {
      return Finding.fix(
          title(),
          found,
          "deploy with AccountPostRate=%.0f, or request a higher quota: until then, posts above it are"
                  .formatted(granted)
              + " throttled (429)");
    }
    return set < granted
        ? Finding.note(
            title(),
            found,
            "deploy with AccountPostRate=%.0f for faster broadcasts, unless other APIs need the rest"
                .formatted(granted))
        : Finding.ok(title(), found);
  }

  private List<Finding> concurrency(DeployedStack stack, double granted) {
    var findings = new ArrayList<Finding>();
    long pushers = stack.number("PushConcurrency");
    long pushing = ifSet(stack, "ReservedForPushing");
    long connecting = ifSet(stack, "ReservedForConnecting");
    findings.add(pushing > 0 ? reservedPushers(pushing, pushers) : pushers(pushers, granted));
    if (pushing + connecting > 0) {
      findings.add(reservations(pushing, connecting, granted));
    }
    long actions = ifSet(stack, "ActionRate");
    if (actions > 0) {
      findings.add(actions(actions, granted));
    }
    return findings;
  }

  /** Returns the value of a parameter, or 0 for a stack of an earlier version without it. */
  private static long ifSet(DeployedStack stack, String parameter) {
    return stack.parameters().containsKey(parameter) ? stack.number(parameter) : 0;
  }

  /** Compares the reservation with the number of pushers: a reservation is also a limit. */
  Finding reservedPushers(long reserved, long pushers) {
    String found =
        "ReservedForPushing is %s, and PushConcurrency is %s"
            .formatted(whole(reserved), whole(pushers));
    return reserved < pushers
        ? Finding.fix(
            title(),
            found,
            "deploy with ReservedForPushing=%d or more, or with a smaller PushConcurrency: Lambda"
                    .formatted(pushers)
                + " rejects pushers above the reservation, and their shards may be missed")
        : Finding.ok(title(), found);
  }

  /**
   * Checks what the reservations of this stack leave. It does not know the reservations of other
   * stacks.
   */
  Finding reservations(long pushing, long connecting, double granted) {
    double left = granted - pushing - OF_CONNECTING * connecting;
    String found =
        "the reservations of PushShard (%s), Connect and Authorize (%s each) leave %s of the %s"
                .formatted(whole(pushing), whole(connecting), whole(left), whole(granted))
            + " concurrent invocations that Lambda grants the account (%s)"
                .formatted(Quota.CONCURRENCY.code());
    return left < UNRESERVED
        ? Finding.fix(
            title(),
            found,
            "reserve less or request a higher quota: Lambda requires at least %,d for all other"
                    .formatted(UNRESERVED)
                + " functions")
        : Finding.ok(title(), found);
  }

  Finding actions(long rate, double granted) {
    String found =
        "ActionRate is %s messages/s of each action, and Lambda runs at most %s calls/s in this"
                .formatted(whole(rate), whole(CALLS_PER_SECOND * granted))
            + " account (ten for each of %s)".formatted(Quota.CONCURRENCY.code());
    double half = granted / 2;
    return rate > CALLS_PER_SECOND * granted
        ? Finding.fix(
            title(),
            found,
            "deploy with ActionRate=%.0f and ActionBurst=%.0f, or request a higher quota: a flood of one"
                    .formatted(CALLS_PER_SECOND * half, Math.max(1, Math.floor(half)))
                + " action can use all of it")
        : Finding.ok(title(), found);
  }

  Finding pushers(long set, double granted) {
    String found =
        "PushConcurrency is %s, and Lambda grants the account %s concurrent invocations (%s)"
            .formatted(whole(set), whole(granted), Quota.CONCURRENCY.code());
    if (set > granted) {
      return Finding.fix(
          title(),
          found,
          "deploy with a smaller PushConcurrency, or request a higher quota: pushers above it are"
              + " throttled, and so are all other functions of the account");
    }
    return set > LARGE_SHARE * granted
        ? Finding.fix(
            title(),
            found,
            "deploy with PushConcurrency=%.0f or request a higher quota: one broadcast takes more than"
                    .formatted(Math.max(1, Math.floor(LARGE_SHARE * granted)))
                + " half of it, and clients that connect need the rest")
        : Finding.ok(title(), found);
  }

  /** Returns the item count that DynamoDB updates about every six hours. Reading it is free. */
  private static Optional<Long> connections(CheckContext context) {
    DeployedStack stack = context.stack();
    return context.ask(
        "dynamodb:DescribeTable",
        () ->
            stack
                .tables()
                .describeTable(r -> r.tableName(stack.connectionsTable()))
                .table()
                .itemCount());
  }

  /**
   * Checks how much of the account's rate pings and reconnects need. Posts and all other APIs share
   * it.
   */
  Finding upkeep(long open, double granted) {
    PriceBook priceBook = PriceBook.load();
    String found =
        String.format(
            Locale.ROOT,
            "%,d connections at DynamoDB's last count need %,.1f requests/s for pings (one every"
                + " %,.0f s) and %,.1f for reconnects, of the %,.0f that API Gateway grants (%s)",
            open,
            priceBook.pingRate(open),
            priceBook.pingSeconds(),
            priceBook.standStillConnectRate(open),
            granted,
            Quota.REQUESTS.code());
    return priceBook.upkeepRate(open) > SMALL_SHARE * granted
        ? Finding.note(
            title(),
            found,
            "only the rest is left for posts: request a higher quota, let clients ping less often, and"
                + " deploy with an AccountPostRate of at most the rest")
        : Finding.ok(title(), found);
  }

  private Finding connects(long open, double granted) {
    double needed = PriceBook.load().standStillConnectRate(open);
    String found =
        String.format(
            Locale.ROOT,
            "%,d connections at DynamoDB's last count need %,.1f reconnects/s, and API Gateway"
                + " grants %,.0f (%s); it takes %,.0f s until all of them have reconnected",
            open,
            needed,
            granted,
            Quota.CONNECTS.code(),
            Math.ceil(open / granted));
    return needed > granted
        ? Finding.fix(
            title(),
            found,
            "request a higher quota: each connection ends after two hours, and not all can reconnect")
        : Finding.ok(title(), found);
  }

  private static Optional<Double> value(CheckContext context, Quota quota) {
    ServiceQuotasClient quotas = context.stack().quotas();
    return context
        .ask("servicequotas:GetServiceQuota", () -> ofAccount(quotas, quota))
        .flatMap(
            value ->
                value.isPresent()
                    ? value
                    : context.ask(
                        "servicequotas:GetAWSDefaultServiceQuota", () -> byDefault(quotas, quota)));
  }

  /**
   * Returns the account's quota, or empty if Service Quotas does not list it. It may list only
   * raised quotas.
   */
  private static Optional<Double> ofAccount(ServiceQuotasClient quotas, Quota quota) {
    try {
      return Optional.ofNullable(
          quotas
              .getServiceQuota(r -> r.serviceCode(quota.service()).quotaCode(quota.code()))
              .quota()
              .value());
    } catch (NoSuchResourceException e) {
      return Optional.empty();
    }
  }

  private static double byDefault(ServiceQuotasClient quotas, Quota quota) {
    return quotas
        .getAWSDefaultServiceQuota(r -> r.serviceCode(quota.service()).quotaCode(quota.code()))
        .quota()
        .value();
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
