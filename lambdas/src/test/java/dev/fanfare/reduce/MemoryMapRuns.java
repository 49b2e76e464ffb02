package dev.fanfare.reduce;

import dev.fanfare.broadcast.Progress;
import dev.fanfare.text.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.ListMapRunsRequest;
import software.amazon.awssdk.services.sfn.model.ListMapRunsResponse;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** The Map Runs of one execution, as Step Functions returns them. */
final class MemoryMapRuns implements SfnClient {
  private static final String ARN = "arn:aws:states:us-east-1:123456789012:mapRun:fanfare/Push:";

  private final Map<String, Run> runs = new LinkedHashMap<>();
  private int described;
  private int callsToFail;
  private String error;

  /** One Map Run and its children. */
  static final class Run {
    private final String arn;
    private final Instant startDate;
    private final List<DescribeExecutionResponse> children = new ArrayList<>();

    private Run(String arn, Instant startDate) {
      this.arn = arn;
      this.startDate = startDate;
    }

    Run succeeded(String shardKey, Progress progress) {
      var output = Json.MAPPER.createObjectNode().put("shardKey", shardKey).put("finished", true);
      output.set("progress", Json.MAPPER.valueToTree(progress));
      return child(shardKey, ExecutionStatus.SUCCEEDED, output.toString());
    }

    Run aborted(String shardKey) {
      return child(shardKey, ExecutionStatus.ABORTED, null);
    }

    Run running(String shardKey) {
      return child(shardKey, ExecutionStatus.RUNNING, null);
    }

    private Run child(String shardKey, ExecutionStatus status, String output) {
      String name = "child-" + children.size();
      children.add(
          DescribeExecutionResponse.builder()
              .executionArn(arn + "/" + name)
              .name(name)
              .input(Json.MAPPER.createObjectNode().put("shardKey", shardKey).toString())
              .output(output)
              .status(status)
              .build());
      return this;
    }
  }

  /** Returns the Map Run of this name; if there is none, starts one as the latest. */
  Run add(String name) {
    return runs.computeIfAbsent(
        name, id -> new Run(ARN + id, Instant.EPOCH.plusSeconds(runs.size())));
  }

  /** The number of times that a child was described. */
  int described() {
    return described;
  }

  /** Makes the next calls about children fail. */
  void failCalls(int count, String code) {
    callsToFail = count;
    error = code;
  }

  private void maybeFail() {
    if (callsToFail > 0) {
      callsToFail--;
      throw SfnException.builder()
          .awsErrorDetails(AwsErrorDetails.builder().errorCode(error).build())
          .message(error)
          .build();
    }
  }

  @Override
  public ListMapRunsResponse listMapRuns(ListMapRunsRequest request) {
    return ListMapRunsResponse.builder()
        .mapRuns(
            runs.values().stream()
                .map(
                    run ->
                        MapRunListItem.builder()
                            .mapRunArn(run.arn)
                            .startDate(run.startDate)
                            .build())
                .toList())
        .build();
  }

  @Override
  public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
    maybeFail();
    var all =
        runs.values().stream()
            .filter(run -> run.arn.equals(request.mapRunArn()))
            .flatMap(run -> run.children.stream())
            .filter(child -> child.status() == request.statusFilter())
            .map(child -> ExecutionListItem.builder().executionArn(child.executionArn()).build())
            .toList();
    int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    int to = Math.min(all.size(), from + request.maxResults());
    return ListExecutionsResponse.builder()
        .executions(all.subList(from, to))
        .nextToken(to < all.size() ? "" + to : null)
        .build();
  }

  @Override
  public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
    maybeFail();
    described++;
    return runs.values().stream()
        .flatMap(run -> run.children.stream())
        .filter(child -> child.executionArn().equals(request.executionArn()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
