package dev.fanfare.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.http.Members;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of a subscription that a client can set. The texts of the errors are AWS's.
 *
 * @param isRaw whether a queue gets the message without an envelope
 * @param deadLetterQueueArn where a message goes that cannot be delivered
 */
record SubscriptionAttributes(boolean isRaw, Optional<String> deadLetterQueueArn) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RAW = "RawMessageDelivery";
  private static final String REDRIVE = "RedrivePolicy";
  private static final String TARGET = "deadLetterTargetArn";

  /** Those that AWS has in addition. */
  private static final Set<String> OTHERS =
      Set.of(
          "DeliveryPolicy",
          "FilterPolicy",
          "FilterPolicyScope",
          "ReplayPolicy",
          "SubscriptionRoleArn");

  static SubscriptionAttributes of(Subscription subscription) {
    return new SubscriptionAttributes(subscription.isRaw(), subscription.deadLetterQueueArn());
  }

  /** The attributes of a new subscription. */
  static SubscriptionAttributes ofSubscribe(Map<String, String> given) {
    var attributes = new SubscriptionAttributes(false, Optional.empty());
    for (var each : given.entrySet()) {
      attributes = attributes.with(each.getKey(), each.getValue(), "Attributes Reason: ");
    }
    return attributes;
  }

  /**
   * @param prefix of an error's text
   */
  SubscriptionAttributes with(String name, String value, String prefix) {
    if (OTHERS.contains(name)) {
      throw Topics.invalid(
          Members.NOT_SUPPORTED + "the local SNS does not read the attribute " + name);
    }
    return switch (name) {
      case RAW -> new SubscriptionAttributes(flag(value, prefix), deadLetterQueueArn);
      case REDRIVE -> new SubscriptionAttributes(isRaw, deadLetterQueue(value, prefix));
      default -> throw Topics.invalid(prefix + "AttributeName");
    };
  }

  private static boolean flag(String value, String prefix) {
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw Topics.invalid(
          "%s%s: Invalid value [%s]. Must be true or false.".formatted(prefix, RAW, value));
    }
    return Boolean.parseBoolean(value);
  }

  private static Optional<String> deadLetterQueue(String policy, String prefix) {
    try {
      var arn = JSON.readTree(policy).path(TARGET);
      if (arn.isMissingNode()) {
        return Optional.empty();
      }
      if (!arn.asText().matches("arn:[^:]+:sqs:[^:]+:\\d{12}:.+")) {
        throw Topics.invalid("%s%s: %s is an invalid arn".formatted(prefix, REDRIVE, TARGET));
      }
      return Optional.of(arn.textValue());
    } catch (JsonProcessingException e) {
      throw Topics.invalid(
          "%s%s: failed to parse JSON. %s".formatted(prefix, REDRIVE, e.getOriginalMessage()));
    }
  }

  /** Whether these are the values of a new subscription's attributes. */
  boolean has(Map<String, String> given) {
    var other = ofSubscribe(given);
    return (!given.containsKey(RAW) || other.isRaw == isRaw)
        && (!given.containsKey(REDRIVE) || other.deadLetterQueueArn.equals(deadLetterQueueArn));
  }

  /** As {@code GetSubscriptionAttributes} shows them. */
  Map<String, String> shape() {
    var shape = new LinkedHashMap<String, String>();
    shape.put(RAW, String.valueOf(isRaw));
    deadLetterQueueArn.ifPresent(
        arn -> shape.put(REDRIVE, JSON.createObjectNode().put(TARGET, arn).toString()));
    return shape;
  }
}
