package dev.fanfare.local.sns;

import java.util.List;

/** A topic of the template; {@code Ref} returns its ARN. */
public record TopicSpec(
    String logicalId, String name, String arn, List<Subscription> subscriptions) {
  public TopicSpec {
    subscriptions = List.copyOf(subscriptions);
  }
}
