package dev.fanfare.local.template;

/**
 * A topic whose messages invoke a function.
 *
 * @param name the event's key in the template
 * @param topic the topic's logical id
 */
public record TopicEvent(String name, String topic) {}
