package dev.fanfare.local;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.cloudformation.Template;
import dev.fanfare.local.lambda.AsyncInvocations;
import dev.fanfare.local.scheduler.ScheduleSpec;
import dev.fanfare.local.scheduler.SchedulerService;
import dev.fanfare.local.scheduler.Schedules;
import dev.fanfare.local.sns.Deliveries;
import dev.fanfare.local.sns.TopicService;
import dev.fanfare.local.sns.TopicSpec;
import dev.fanfare.local.sqs.QueueSender;
import dev.fanfare.local.time.SystemTimer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.sfn.SfnClient;

/** What starts work in a stack without a queue: its topics and its schedules. */
final class StackSources implements AutoCloseable {
  private final Template template;
  private final LocalAccount account;
  private final Clock clock;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private TopicService topics;
  private SchedulerService schedules;

  StackSources(Template template, LocalAccount account, Clock clock) {
    this.template = template;
    this.account = account;
    this.clock = clock;
  }

  /**
   * Makes the template's topics, and what subscribes to them.
   *
   * @param port 0 for any free one
   */
  TopicService startTopics(int port, QueueSender queues, AsyncInvocations functions) {
    ExecutorService executor = Executors.newCachedThreadPool(StackSources::daemon);
    parts.push(executor::shutdownNow);
    topics =
        TopicService.start(
            port, account, new Deliveries(queues::send, functions::submit, executor), clock);
    parts.push(topics);
    template.all(TopicSpec.class).forEach(topics::create);
    return topics;
  }

  /**
   * Starts the scheduler, as yet without schedules: what they start is not there before everything
   * else is.
   *
   * @param port 0 for any free one
   */
  SchedulerService startScheduler(int port, SfnClient states, AsyncInvocations functions) {
    var timer = new SystemTimer();
    parts.push(timer);
    schedules =
        SchedulerService.start(
            port,
            account,
            new Schedules(
                (target, input) -> {
                  if (target.contains(":function:")) {
                    functions.submit(target, input.getBytes(StandardCharsets.UTF_8));
                  } else {
                    states.startExecution(start -> start.stateMachineArn(target).input(input));
                  }
                },
                clock,
                timer,
                () -> UUID.randomUUID().toString()));
    parts.push(schedules);
    return schedules;
  }

  /** Creates the schedules of the template. */
  void createSchedules() {
    template.all(ScheduleSpec.class).forEach(schedules::create);
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "stack-source");
    thread.setDaemon(true);
    return thread;
  }

  /** The last opened first. */
  @Override
  public void close() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
