package dev.fanfare.wiring;

import dev.fanfare.config.Environment;
import dev.fanfare.direct.DirectBroadcasts;
import dev.fanfare.executions.BroadcastStart;
import dev.fanfare.executions.SfnExecutions;
import dev.fanfare.request.ChannelName;
import dev.fanfare.start.ChangeIntake;
import dev.fanfare.start.DirectIntake;
import dev.fanfare.start.DirectPosting;
import dev.fanfare.start.Intake;
import dev.fanfare.start.QueueIntake;
import dev.fanfare.start.RowChanges;
import dev.fanfare.start.SqsDeadLetters;
import dev.fanfare.start.TopicIntake;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Creates the objects of Start, StartFromTopic and BroadcastChanges. */
public final class StartWiring extends Wiring {

  /** Start's timeout: after it, an earlier call has certainly ended. */
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

  /** How long a notice waits while clients have too many pending posts. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final List<String> EVENTS = List.of("INSERT", "MODIFY", "REMOVE");

  private final String bucket;
  private final String stateMachineArn;
  private final String deadLetterQueueUrl;

  public StartWiring(Map<String, String> environment) {
    super(environment);
    this.bucket = variables.text("BROADCAST_BUCKET");
    this.stateMachineArn = variables.text("STATE_MACHINE_ARN");
    this.deadLetterQueueUrl = variables.text("DEAD_LETTER_QUEUE_URL");
  }

  public static StartWiring ofEnvironment() {
    return new StartWiring(Environment.variables());
  }

  public QueueIntake queueIntake() {
    var direct = new DirectWiring(this);
    return new QueueIntake(intake(), direct(direct, START_TIMEOUT));
  }

  public TopicIntake topicIntake() {
    return new TopicIntake(intake());
  }

  public ChangeIntake changeIntake() {
    var changes =
        new RowChanges(
            variables.text("CHANGES_CHANNEL", ChannelName::isValid, ChannelName.RULE),
            variables.list("CHANGES_FIELDS"),
            variables.choices("CHANGES_EVENTS", EVENTS));
    var direct = new DirectWiring(this);
    // A stream redelivers a change only after the previous call has ended.
    return new ChangeIntake(changes, intake(), direct(direct, Duration.ZERO));
  }

  private Intake intake() {
    return new Intake(broadcastStart(), new SqsDeadLetters(clients().queues(), deadLetterQueueUrl));
  }

  private BroadcastStart broadcastStart() {
    return new BroadcastStart(
        bucket(bucket), new SfnExecutions(executions(), stateMachineArn), clock);
  }

  private DirectIntake direct(DirectWiring direct, Duration underWay) {
    var executions = new SfnExecutions(executions(), stateMachineArn);
    var started = new DirectBroadcasts.Executions(broadcastStart()::start, executions::start);
    return new DirectPosting(direct.broadcasts(started, underWay, PATIENCE));
  }
}
