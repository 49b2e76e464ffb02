package dev.fanfare.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A function to run.
 *
 * @param arn without a version or alias
 * @param handler a class, or a class and a method after {@code ::}
 * @param runtime Lambda's id, such as {@code java25}; one machine runs it on its own Java
 * @param codeUri the jar or folder, absolute; whether it is there is not looked at
 * @param timeout of one invocation
 * @param environment the variables that the template sets, in its order
 * @param reservedConcurrency most invocations at once; empty when only the account limits them
 * @param alias the alias that each deployment points to its new version
 * @param logGroup the name of the log group
 * @param queueEvents the queues that Lambda polls for this function
 * @param topicEvents the topics that invoke it directly
 * @param streamEvents the tables' streams that Lambda reads for it
 * @param asyncTerms what becomes of its asynchronous invocations
 * @param statements what its role may do, without the managed policies that SAM adds
 */
public record FunctionResource(
    String logicalId,
    String name,
    String arn,
    String handler,
    String runtime,
    Path codeUri,
    int memoryMegabytes,
    Duration timeout,
    Map<String, String> environment,
    OptionalInt reservedConcurrency,
    Optional<String> alias,
    String logGroup,
    String roleArn,
    List<QueueEvent> queueEvents,
    List<TopicEvent> topicEvents,
    List<StreamEvent> streamEvents,
    AsyncTerms asyncTerms,
    List<PolicyStatement> statements) {

  public FunctionResource {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    queueEvents = List.copyOf(queueEvents);
    topicEvents = List.copyOf(topicEvents);
    streamEvents = List.copyOf(streamEvents);
    statements = List.copyOf(statements);
  }
}
