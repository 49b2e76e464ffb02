package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.mapOf;

import java.util.LinkedHashMap;
import java.util.Map;

/** A function's events: what invokes it beside state machines and routes. */
final class FunctionEvents {
  private static final String PROPERTIES = "Properties";

  static final Shape SHAPE =
      mapOf(
          "[A-Za-z0-9]+",
          Shape.byType(
              Map.of(
                  QueueEvents.TYPE, Shape.block().must(PROPERTIES, QueueEvents.SHAPE),
                  StreamEvents.TYPE, Shape.block().must(PROPERTIES, StreamEvents.SHAPE),
                  TopicEvents.TYPE, Shape.block().must(PROPERTIES, TopicEvents.SHAPE))));

  private FunctionEvents() {}

  /** The properties of a function's events of one type, by name, in the order of the template. */
  static Map<String, Value.Fields> ofType(Resolved function, String type) {
    var events = new LinkedHashMap<String, Value.Fields>();
    function
        .properties()
        .fields("Events")
        .ifPresent(
            block -> {
              for (var name : block.entries().keySet()) {
                block
                    .fields(name)
                    .filter(event -> event.text("Type").filter(type::equals).isPresent())
                    .flatMap(event -> event.fields(PROPERTIES))
                    .ifPresent(properties -> events.put(name, properties));
              }
            });
    return events;
  }
}
