package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.start.TopicIntake;
import dev.fanfare.wiring.StartWiring;

/** StartFromTopic: starts one broadcast for each message of the topic. */
public final class StartFromTopicHandler implements RequestHandler<SNSEvent, Void> {
  private final TopicIntake intake;

  public StartFromTopicHandler() {
    this(StartWiring.ofEnvironment().topicIntake());
  }

  public StartFromTopicHandler(TopicIntake intake) {
    this.intake = intake;
  }

  @Override
  public Void handleRequest(SNSEvent event, Context context) {
    intake.take(event, PrintableLog.of(context));
    return null;
  }
}
