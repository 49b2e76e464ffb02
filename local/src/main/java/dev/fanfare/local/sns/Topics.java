package dev.fanfare.local.sns;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All topics and subscriptions. */
final class Topics {
  /** The default of {@code MaximumMessageSize}; see "Large message payloads" in the SNS guide. */
  static final int DEFAULT_BYTES = 256 * 1024;

  private final LocalAccount account;

  /** The maximum message size of each topic, in bytes. */
  private final Map<String, Integer> maxBytes = new LinkedHashMap<>();

  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

  Topics(LocalAccount account) {
    this.account = account;
  }

  /** Creates a topic; creating it again has no effect. */
  synchronized String create(String name) {
    var arn = account.topicArn(name);
    maxBytes.putIfAbsent(arn, DEFAULT_BYTES);
    return arn;
  }

  /** Adds a subscription. If the topic has one with the same endpoint, returns that one. */
  synchronized Subscription subscribe(Subscription subscription) {
    require(subscription.topicArn());
    subscriptions.putIfAbsent(subscription.arn(), subscription);
    return subscriptions.get(subscription.arn());
  }

  synchronized void replace(Subscription changed) {
    subscriptions.replace(changed.arn(), changed);
  }

  synchronized void unsubscribe(String subscriptionArn) {
    subscriptions.remove(subscriptionArn);
  }

  synchronized List<String> all() {
    return List.copyOf(maxBytes.keySet());
  }

  synchronized List<Subscription> subscriptions() {
    return List.copyOf(subscriptions.values());
  }

  synchronized List<Subscription> of(String topicArn) {
    require(topicArn);
    var found = new ArrayList<>(subscriptions.values());
    found.removeIf(subscription -> !subscription.topicArn().equals(topicArn));
    return found;
  }

  synchronized Subscription subscription(String arn) {
    var subscription = subscriptions.get(arn);
    if (subscription == null) {
      throw notFound("Subscription");
    }
    return subscription;
  }

  synchronized int maxMessageBytes(String topicArn) {
    return require(topicArn);
  }

  synchronized void setMaxMessageBytes(String topicArn, int bytes) {
    require(topicArn);
    maxBytes.put(topicArn, bytes);
  }

  String owner() {
    return account.accountId();
  }

  /** Returns a topic's maximum message size, in bytes. */
  private int require(String topicArn) {
    Integer bytes = maxBytes.get(topicArn);
    if (bytes == null) {
      throw notFound("Topic");
    }
    return bytes;
  }

  static ApiError invalid(String message) {
    return new ApiError(400, "InvalidParameter", "Invalid parameter: " + message);
  }

  /** A required parameter. SNS has no specific error for a missing one. */
  static String required(Input input, String name) {
    return input.text(name).orElseThrow(() -> invalid(name));
  }

  static ApiError notFound(String what) {
    return new ApiError(404, "NotFound", what + " does not exist");
  }

  /** An error that applies to a whole batch. */
  static ApiError batch(String code, String message) {
    return new ApiError(400, code, message);
  }
}
