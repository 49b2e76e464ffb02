package dev.fanfare.local.template;

import dev.fanfare.local.template.SocketApiResource.Throttle;
import java.util.List;
import java.util.Optional;

/** Reads what a stage sets for single routes. */
final class RouteSettings {
  static final String PROPERTY = "RouteSettings";
  static final String RATE = "ThrottlingRateLimit";
  static final String BURST = "ThrottlingBurstLimit";

  private final Resolved stage;
  private final Dependencies dependencies;
  private final Problems problems;

  RouteSettings(Resolved stage, Dependencies dependencies, Problems problems) {
    this.stage = stage;
    this.dependencies = dependencies;
    this.problems = problems;
  }

  /** What the stage takes of this route; empty when it does not say. */
  Optional<Throttle> throttle(String routeKey) {
    return stage
        .properties()
        .fields(PROPERTY)
        .flatMap(settings -> settings.fields(routeKey))
        .flatMap(each -> throttle(each, at(routeKey)));
  }

  private Optional<Throttle> throttle(Value.Fields settings, String path) {
    var rate = settings.get(RATE);
    var burst = settings.get(BURST);
    if (rate.isPresent() != burst.isPresent()) {
      problems.missing(
          path,
          settings.line(),
          "%s and %s: the local stack knows them together only".formatted(RATE, BURST));
      return Optional.empty();
    }
    if (rate.isEmpty()) {
      return Optional.empty();
    }
    double perSecond = Double.parseDouble(settings.text(RATE).orElseThrow());
    int most = settings.whole(BURST, 0);
    if (!(perSecond > 0)) {
      problems.add(path + "." + RATE, rate.get(), "must be more than 0: the route takes nothing");
    } else if (most < 1) {
      problems.add(path + "." + BURST, burst.get(), "must be at least 1: the route takes nothing");
    } else {
      return Optional.of(new Throttle(perSecond, most));
    }
    return Optional.empty();
  }

  /** API Gateway refuses settings of a route that it does not have when the stage is made. */
  void check(List<Resolved> routes) {
    stage.properties().fields(PROPERTY).stream()
        .flatMap(settings -> settings.entries().entrySet().stream())
        .forEach(each -> check(each.getKey(), each.getValue(), routes));
  }

  private void check(String routeKey, Value settings, List<Resolved> routes) {
    var route =
        routes.stream()
            .filter(each -> each.properties().text("RouteKey").filter(routeKey::equals).isPresent())
            .findFirst();
    if (route.isEmpty()) {
      problems.add(at(routeKey), settings.line(), routeKey, "no route of the API has this key");
    } else if (!dependencies.waitsFor(stage.logicalId(), route.get().logicalId())) {
      problems.add(
          stage.path() + ".DependsOn",
          stage.line(),
          route.get().logicalId(),
          "the stage must wait for this route, for which it has settings");
    }
  }

  private String at(String routeKey) {
    return stage.at(PROPERTY + "." + routeKey);
  }
}
