package dev.fanfare.cli.doctor;

import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.tables.ProgressRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/**
 * Checks that the operator can read what other commands read: tables, bucket, histories and logs.
 * It requests items that do not exist; without the permission, AWS denies such a request too.
 */
final class ReadAccessCheck implements Check {
  /** An id that no broadcast has, unless someone chose it. */
  private static final String UNUSED_ID = "doctor-looks";

  @Override
  public String title() {
    return "tables";
  }

  @Override
  public List<Finding> run(CheckContext context) {
    DeployedStack stack = context.stack();
    context.ask("dynamodb:Query", () -> progress(stack));
    context.ask("s3:ListBucket", () -> stack.objects().headBucket(r -> r.bucket(stack.bucket())));
    context.ask("s3:GetObject", () -> hasObserved(stack));
    context.ask("states:GetExecutionHistory", () -> hasHistory(stack));
    context.ask(
        "logs:FilterLogEvents",
        () ->
            stack
                .logs()
                .filterLogEvents(
                    r ->
                        r.logGroupName(stack.logGroup("PushShard"))
                            .startTime(context.clock().millis())
                            .limit(1)));
    return tables(context);
  }

  private List<Finding> tables(CheckContext context) {
    DeployedStack stack = context.stack();
    var findings = new ArrayList<Finding>();
    List<String> names =
        List.of(
            stack.connectionsTable(),
            stack.subscriptionsTable(),
            stack.staleTable(),
            stack.progressTable());
    int active = 0;
    for (String name : names) {
      var table =
          context.ask(
              "dynamodb:DescribeTable",
              () -> stack.tables().describeTable(r -> r.tableName(name)).table());
      if (table.isPresent() && table.get().tableStatus() == TableStatus.ACTIVE) {
        active++;
      } else if (table.isPresent()) {
        findings.add(
            Finding.fix(
                title(),
                name + " is " + table.get().tableStatusAsString(),
                "wait if it is being changed, otherwise deploy the stack again"));
      }
    }
    if (active > 0) {
      findings.add(0, Finding.ok(title(), active + " of " + names.size() + " are active"));
    }
    return findings;
  }

  private static int progress(DeployedStack stack) {
    return stack
        .tables()
        .query(
            r ->
                r.tableName(stack.progressTable())
                    .keyConditionExpression(ProgressRow.BROADCAST_ID + " = :id")
                    .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(UNUSED_ID)))
                    .limit(1))
        .count();
  }

  private static boolean hasObserved(DeployedStack stack) {
    try {
      stack.objects().headObject(r -> r.bucket(stack.bucket()).key(BroadcastKeys.OBSERVED));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  private static boolean hasHistory(DeployedStack stack) {
    try {
      stack
          .states()
          .getExecutionHistory(r -> r.executionArn(stack.executionArn(UNUSED_ID)).maxResults(1));
      return true;
    } catch (ExecutionDoesNotExistException e) {
      return false;
    }
  }
}
