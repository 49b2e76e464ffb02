package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Forwards reads to DynamoDB and records them. */
final class WatchedTables implements DynamoDbClient {
  private final DynamoDbClient tables;
  private final Queue<ScanRequest> scans = new ConcurrentLinkedQueue<>();
  private final Queue<Read> queries = new ConcurrentLinkedQueue<>();

  private record Read(QueryRequest request, QueryResponse answer) {}

  WatchedTables(DynamoDbClient tables) {
    this.tables = tables;
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    scans.add(request);
    return tables.scan(request);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    var answer = tables.query(request);
    queries.add(new Read(request, answer));
    return answer;
  }

  void assertNoScan() {
    assertThat(scans).isEmpty();
  }

  /** Checks that each page with a next page is followed by exactly that page. */
  void assertEachQueryIsPagedToItsEnd() {
    List<Map<String, AttributeValue>> ends =
        queries.stream()
            .filter(read -> read.answer().hasLastEvaluatedKey())
            .map(read -> read.answer().lastEvaluatedKey())
            .toList();
    List<Map<String, AttributeValue>> beginnings =
        queries.stream()
            .filter(read -> read.request().hasExclusiveStartKey())
            .map(read -> read.request().exclusiveStartKey())
            .toList();
    assertThat(ends).isNotEmpty();
    assertThat(beginnings).containsExactlyInAnyOrderElementsOf(ends);
  }

  void assertEachReadIsConsistent() {
    assertThat(queries).isNotEmpty().allMatch(read -> read.request().consistentRead());
    assertThat(scans).allMatch(ScanRequest::consistentRead);
  }

  void assertRowsPerQuery(int most) {
    assertThat(queries).allMatch(read -> read.answer().scannedCount() <= most);
  }

  /** The names of all attributes in the responses. */
  Set<String> attributes() {
    return queries.stream()
        .flatMap(read -> read.answer().items().stream())
        .flatMap(row -> row.keySet().stream())
        .collect(Collectors.toSet());
  }

  long queries() {
    return queries.size();
  }

  @Override
  public String serviceName() {
    return tables.serviceName();
  }

  @Override
  public void close() {
    // The caller owns the client.
  }
}
