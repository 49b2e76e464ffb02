package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.cli.broadcasts.BroadcastFiles;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.devtools.DeployedLocally;
import dev.fanfare.local.stepfunctions.StateMachineSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** Sends requests and follows their broadcasts, using only AWS's APIs. */
record Broadcasts(SharedStack shared) {
  private static final Duration END_WITHIN = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  /** Puts a request on the queue and returns the message's id, which names the broadcast. */
  String send(String json) {
    String queue = shared.stack().output("QueueUrl");
    return shared.queues().sendMessage(send -> send.queueUrl(queue).messageBody(json)).messageId();
  }

  /** Puts up to ten requests on the queue in one call and returns the messages' ids, in order. */
  List<String> sendBatch(List<String> requests) {
    String queue = shared.stack().output("QueueUrl");
    var entries =
        IntStream.range(0, requests.size())
            .mapToObj(i -> entry(Integer.toString(i), requests.get(i)))
            .toList();
    return shared
        .queues()
        .sendMessageBatch(send -> send.queueUrl(queue).entries(entries))
        .successful()
        .stream()
        .sorted(Comparator.comparing(SendMessageBatchResultEntry::id))
        .map(SendMessageBatchResultEntry::messageId)
        .toList();
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  /** Puts a request without an id on the queue and waits until its broadcast ends. */
  Broadcast run(String json) {
    return await(send(json));
  }

  /** Starts the state machine by hand and waits until the execution ends. */
  Broadcast runByHand(String name, String json) {
    String machine = shared.stack().output("StateMachineArn");
    shared.states().startExecution(start -> start.stateMachineArn(machine).name(name).input(json));
    return await(name);
  }

  /** Sets the flag that cancels a broadcast, whether it has started or not. */
  void cancel(String id) {
    String bucket = shared.stack().output("BucketName");
    shared
        .objects()
        .putObject(
            put -> put.bucket(bucket).key("broadcasts/" + id + "/cancel"), RequestBody.empty());
  }

  /** Waits for the plan and returns the connections of one shard, in order. */
  List<Connection> shard(String id, int number) {
    String bucket = shared.stack().output("BucketName");
    String name = "%05d.jsonl".formatted(number);
    String key =
        objects(id, "shards/").stream().filter(at -> at.endsWith(name)).findFirst().orElseThrow();
    var connections = new ArrayList<Connection>();
    try (var lines =
        ShardLines.read(shared.objects().getObject(get -> get.bucket(bucket).key(key)))) {
      for (var next = lines.next(); next != null; next = lines.next()) {
        connections.add(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return connections;
  }

  /** Waits until a broadcast has started and ended. Its books must balance, however it ends. */
  Broadcast await(String id) {
    Awaitility.await("the end of broadcast " + id)
        .atMost(END_WITHIN)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK_EVERY)
        .until(() -> exists(id) && describe(id).status() != ExecutionStatus.RUNNING);
    return Broadcast.ended(id, describe(id), shared).withBalancedBooks();
  }

  /** Waits until a function has posted a broadcast directly. Its books must balance. */
  JsonNode direct(String id) {
    try (DeployedStack deployed = DeployedLocally.of(shared.stack())) {
      var files = new BroadcastFiles(deployed, id);
      Awaitility.await("the report of broadcast " + id)
          .atMost(END_WITHIN)
          .pollInterval(LOOK_EVERY)
          .until(() -> files.report().isPresent());
      JsonNode report = files.report().orElseThrow();
      assertThat(report.path("path").asText()).isEqualTo("direct");
      long sum = 0;
      for (JsonNode count : report.path("outcomes")) {
        sum += count.asLong();
      }
      assertThat(sum).isEqualTo(report.path("planned").asLong());
      assertThat(exists(id)).as("an execution of " + id).isFalse();
      return report;
    }
  }

  boolean exists(String id) {
    try {
      describe(id);
      return true;
    } catch (ExecutionDoesNotExistException none) {
      return false;
    }
  }

  /** The number of executions with this name. */
  long executions(String name) {
    String machine = shared.stack().output("StateMachineArn");
    return shared
        .states()
        .listExecutionsPaginator(list -> list.stateMachineArn(machine))
        .executions()
        .stream()
        .filter(execution -> execution.name().equals(name))
        .count();
  }

  /** Whether a broadcast has neither an execution nor stored objects. */
  boolean isUntouched(String id) {
    return !exists(id) && objects(id, "").isEmpty();
  }

  /** The keys of a broadcast's stored objects in one of its folders. */
  List<String> objects(String id, String folder) {
    String bucket = shared.stack().output("BucketName");
    String prefix = "broadcasts/" + id + "/" + folder;
    return shared
        .objects()
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  String arn(String id) {
    String machine = shared.stack().template().all(StateMachineSpec.class).get(0).name();
    return shared.stack().account().executionArn(machine, id);
  }

  private DescribeExecutionResponse describe(String id) {
    return shared.states().describeExecution(describe -> describe.executionArn(arn(id)));
  }
}
