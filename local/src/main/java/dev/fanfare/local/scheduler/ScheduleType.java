package dev.fanfare.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.yaml.Value;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.iam.RoleSpec;
import java.util.Optional;

/**
 * {@code AWS::Scheduler::Schedule}, whose target is a state machine or a function of the template.
 * Its properties are the body of {@code CreateSchedule}.
 */
public final class ScheduleType {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static final ResourceType SCHEDULE =
      ResourceType.of(ScheduleType.class, "AWS::Scheduler::Schedule")
          .named("Name", 64)
          .arn("Arn", identity -> identity.account().scheduleArn(identity.name()))
          .reads(ScheduleType::read);

  private ScheduleType() {}

  private static Optional<ScheduleSpec> read(Resource schedule) {
    try {
      var body = (ObjectNode) json(schedule.properties());
      body.remove("Name");
      var spec = new ScheduleReader(schedule.account()).read(schedule.name(), body);
      checkTarget(schedule, spec.target());
      return Optional.of(spec);
    } catch (ApiError e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static JsonNode json(Value value) {
    if (!(value instanceof Value.Fields fields)) {
      return JSON.getNodeFactory().textNode(value.toString());
    }
    var node = JSON.createObjectNode();
    fields.entries().forEach((name, entry) -> node.set(name, json(entry)));
    return node;
  }

  private static void checkTarget(Resource schedule, ScheduleSpec.Target target) {
    var all = schedule.all();
    boolean isFunction = all.byArn("AWS::Serverless::Function", target.arn()).isPresent();
    if (!isFunction && all.byArn("AWS::Serverless::StateMachine", target.arn()).isEmpty()) {
      schedule.refuse(
          "Target.Arn",
          target.arn(),
          "must be the ARN of a state machine or a function of this template");
    }
    target.deadLetterQueueArn().ifPresent(queue -> checkQueue(schedule, target, queue));
    String action = isFunction ? "lambda:InvokeFunction" : "states:StartExecution";
    if (RoleSpec.byArn(all, target.roleArn())
        .filter(role -> role.allows(action, target.arn()))
        .isEmpty()) {
      schedule.refuse(
          "Target.RoleArn",
          target.roleArn(),
          "must be the ARN of a role of this template that may " + action + " for the target");
    }
  }

  private static void checkQueue(Resource schedule, ScheduleSpec.Target target, String queue) {
    if (schedule.all().byArn("AWS::SQS::Queue", queue).isEmpty()) {
      schedule.refuse(
          "Target.DeadLetterConfig.Arn", queue, "must be the ARN of a queue of this template");
    } else if (RoleSpec.byArn(schedule.all(), target.roleArn())
        .filter(role -> role.allows("sqs:SendMessage", queue))
        .isEmpty()) {
      schedule.refuse(
          "Target.RoleArn",
          target.roleArn(),
          "must be the ARN of a role of this template that may sqs:SendMessage to the dead-letter queue");
    }
  }
}
