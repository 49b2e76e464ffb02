package dev.fanfare.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Calls the API through the SDK, which uses CBOR, and with requests in the two older protocols. */
class MetricServiceTest {
  private static final SetClock CLOCK = new SetClock("2026-11-22T08:15:20Z");
  private static final Metrics METRICS = new Metrics(CLOCK);
  private static final MetricId POSTS = new MetricId("Fanfare", "posts", Map.of());
  private static final MetricId SLOW = new MetricId("Fanfare", "slow", Map.of());

  private static LocalClients clients;
  private static LocalService service;
  private static CloudWatchClient watch;

  @BeforeAll
  static void start() {
    clients = StackClients.of(LocalAccount.DEFAULT.region());
    service =
        LoopbackHttp.start("test", 0, new MetricService(LocalAccount.DEFAULT, METRICS).handler());
    watch = clients.configured(CloudWatchClient.builder(), service.endpoint()).build();
    Instant now = CLOCK.instant();
    METRICS.add(POSTS, "Count", now.minusSeconds(60), 10);
    METRICS.add(POSTS, "Count", now, 20);
    METRICS.add(POSTS, "Count", now, 31);
    new SocketMetrics(METRICS, "abc", "live").connect();
  }

  @AfterAll
  static void stop() {
    service.close();
    clients.close();
  }

  @BeforeEach
  void noAlarms() {
    var names = watch.describeAlarms().metricAlarms().stream().map(MetricAlarm::alarmName).toList();
    watch.deleteAlarms(r -> r.alarmNames(names));
  }

  private static Instant minute(String time) {
    return Instant.parse("2026-11-22T" + time + ":00Z");
  }

  @Test
  void getMetricData_perMinute_isLatestFirstByDefault() {
    var latestFirst = sums(ScanBy.TIMESTAMP_DESCENDING);
    var ascending = sums(ScanBy.TIMESTAMP_ASCENDING);

    assertThat(latestFirst.timestamps()).containsExactly(minute("08:15"), minute("08:14"));
    assertThat(latestFirst.values()).containsExactly(51.0, 10.0);
    assertThat(ascending.values()).containsExactly(10.0, 51.0);
    assertThat(ascending.id()).isEqualTo("sum");
    assertThat(ascending.statusCodeAsString()).isEqualTo("Complete");
  }

  private static MetricDataResult sums(ScanBy order) {
    var posts = Metric.builder().namespace("Fanfare").metricName("posts").build();
    var query =
        MetricDataQuery.builder()
            .id("sum")
            .metricStat(s -> s.metric(posts).period(60).stat("Sum"))
            .build();
    return watch
        .getMetricData(
            r ->
                r.startTime(minute("08:00"))
                    .endTime(minute("08:16"))
                    .scanBy(order)
                    .metricDataQueries(query))
        .metricDataResults()
        .get(0);
  }

  @Test
  void getMetricStatistics_anHour_addsUpItsMinutes() {
    var response =
        watch.getMetricStatistics(
            r ->
                r.namespace("Fanfare")
                    .metricName("posts")
                    .startTime(minute("08:00"))
                    .endTime(minute("09:00"))
                    .period(3_600)
                    .statistics(Statistic.SUM, Statistic.AVERAGE, Statistic.SAMPLE_COUNT)
                    .extendedStatistics("p99"));

    var hour = response.datapoints().get(0);
    assertThat(response.datapoints()).hasSize(1);
    assertThat(hour.timestamp()).isEqualTo(minute("08:00"));
    assertThat(hour.sum()).isEqualTo(61);
    assertThat(hour.sampleCount()).isEqualTo(3);
    assertThat(hour.extendedStatistics().get("p99")).isBetween(30.0, 31.0);
    assertThat(hour.unitAsString()).isEqualTo("Count");
  }

  @Test
  void listMetrics_ofTheGateway_hasTheDimensionsOfAws() {
    var listed = watch.listMetrics(r -> r.namespace("AWS/ApiGateway")).metrics();

    // MessageCount has no value yet, so the list does not contain it.
    assertThat(listed).extracting(Metric::metricName).containsOnly("ConnectCount");
    assertThat(listed)
        .extracting(metric -> metric.dimensions().stream().map(Dimension::name).toList())
        .containsExactlyInAnyOrder(List.of("ApiId"), List.of("ApiId", "Stage"));
    var other = DimensionFilter.builder().name("Stage").value("other").build();
    assertThat(watch.listMetrics(r -> r.dimensions(other)).metrics()).isEmpty();
  }

  private static PutMetricAlarmRequest.Builder alarm(String name, double threshold) {
    return PutMetricAlarmRequest.builder()
        .alarmName(name)
        .namespace("Fanfare")
        .metricName("slow")
        .statistic(Statistic.SUM)
        .period(60)
        .evaluationPeriods(1)
        .threshold(threshold)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
  }

  private static StateValue state(String name) {
    return watch.describeAlarms(r -> r.alarmNames(name)).metricAlarms().get(0).stateValue();
  }

  @Test
  void setAlarmState_lastsUntilTheNextEvaluation() {
    METRICS.add(SLOW, "Count", CLOCK.instant(), 5);
    watch.putMetricAlarm(alarm("many", 3).build());
    watch.putMetricAlarm(alarm("very many", 3_000).build());
    assertThat(state("many")).isEqualTo(StateValue.INSUFFICIENT_DATA);

    watch.setAlarmState(
        r -> r.alarmName("very many").stateValue(StateValue.ALARM).stateReason("by hand"));
    assertThat(state("very many")).isEqualTo(StateValue.ALARM);
    assertThat(watch.describeAlarms(r -> r.stateValue(StateValue.ALARM)).metricAlarms())
        .extracting(MetricAlarm::alarmName)
        .containsExactly("very many");

    CLOCK.advance(Duration.ofSeconds(60));
    assertThat(state("many")).isEqualTo(StateValue.ALARM);
    assertThat(state("very many")).isEqualTo(StateValue.OK);
    CLOCK.advance(Duration.ofSeconds(60));
    assertThat(state("many")).isEqualTo(StateValue.INSUFFICIENT_DATA);
  }

  @Test
  void alarms_invalidOrUnknown_areRefusedAsInAws() {
    assertThatThrownBy(
            () ->
                watch.setAlarmState(
                    r -> r.alarmName("none").stateValue(StateValue.OK).stateReason("x")))
        .isInstanceOfSatisfying(
            CloudWatchException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFound"))
        .isNotInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> watch.putMetricAlarm(alarm("odd", 1).period(61).build()))
        .hasMessageContaining("The parameter Period is 61: must be 1, 5, 10, 20, 30");
    assertThatThrownBy(() -> watch.listDashboards())
        .hasMessageContaining(
            "NOT_SUPPORTED_LOCALLY: the local CloudWatch does not support the action ListDashboards");
  }

  @Test
  void describeAlarms_jsonAndQuery_haveTheSameMeaningAsCbor() throws Exception {
    watch.putMetricAlarm(alarm("<old> & tried", 3).build());
    URI address = service.endpoint();

    var json =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "GraniteServiceVersion20100801.DescribeAlarms")
            .POST(HttpRequest.BodyPublishers.ofString("{\"AlarmNames\":[\"<old> & tried\"]}"));
    var query =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "Action=DescribeAlarms&Version=2010-08-01"
                        + "&AlarmNames.member.1=%3Cold%3E+%26+tried"));

    assertThat(send(json)).contains("\"AlarmName\":\"<old> & tried\"", "\"Threshold\":3.0");
    assertThat(send(query))
        .contains("<DescribeAlarmsResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/")
        .contains("<AlarmName>&lt;old&gt; &amp; tried</AlarmName>")
        .contains("<StateUpdatedTimestamp>2026-11-22T08:");
  }

  private static String send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void parameter_thatIsNotRead_isRefusedByItsName() {
    assertThatThrownBy(() -> watch.listMetrics(l -> l.recentlyActive("PT3H")))
        .hasMessageContaining(
            "NOT_SUPPORTED_LOCALLY: the local CloudWatch does not read the parameter RecentlyActive of ListMetrics");
    assertThatThrownBy(() -> watch.putMetricAlarm(alarm("noisy", 1).okActions("arn").build()))
        .hasMessageContaining(
            "NOT_SUPPORTED_LOCALLY: the local CloudWatch does not read the parameter OKActions of PutMetricAlarm");
    assertThatThrownBy(
            () ->
                watch.getMetricData(
                    g ->
                        g.startTime(Instant.EPOCH)
                            .endTime(Instant.EPOCH.plusSeconds(60))
                            .metricDataQueries(
                                MetricDataQuery.builder().id("a").expression("1 + 1").build())))
        .hasMessageContaining(
            "NOT_SUPPORTED_LOCALLY: the local CloudWatch does not read the parameter MetricDataQueries.Expression of GetMetricData");
  }
}
