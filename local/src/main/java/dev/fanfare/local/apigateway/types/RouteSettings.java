package dev.fanfare.local.apigateway.types;

import dev.fanfare.local.apigateway.GatewayQuotas.Rate;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the throttles that a stage sets for single routes. */
final class RouteSettings {
  static final String PROPERTY = "RouteSettings";
  static final String RATE = "ThrottlingRateLimit";
  static final String BURST = "ThrottlingBurstLimit";

  private final Resource stage;
  private final Value.Fields settings;

  RouteSettings(Resource stage) {
    this.stage = stage;
    this.settings = stage.properties().section(PROPERTY);
  }

  /** The throttles by route key, of the routes that have one. */
  Map<String, Rate> throttles(Set<String> routeKeys) {
    var throttles = new LinkedHashMap<String, Rate>();
    for (var key : routeKeys) {
      settings.fields(key).ifPresent(each -> add(key, each, throttles));
    }
    return throttles;
  }

  private void add(String key, Value.Fields route, Map<String, Rate> throttles) {
    var path = PROPERTY + "." + key;
    if (route.has(RATE) != route.has(BURST)) {
      stage.missing(
          path, "%s and %s: the local stack knows them together only".formatted(RATE, BURST));
      return;
    }
    if (!route.has(RATE)) {
      return;
    }
    var rate = route.text(RATE).orElseThrow();
    double perSecond = Double.parseDouble(rate);
    int burst = route.whole(BURST, 0);
    if (!(perSecond > 0)) {
      stage.refuse(path + "." + RATE, rate, "must be more than 0: the route takes nothing");
    } else if (burst < 1) {
      stage.refuse(path + "." + BURST, "" + burst, "must be at least 1: the route takes nothing");
    } else {
      throttles.put(key, new Rate(perSecond, burst));
    }
  }

  /** When a stage is created, API Gateway refuses settings of a route that does not exist. */
  void check(List<Resource> routes) {
    for (var key : settings.entries().keySet()) {
      var route = routes.stream().filter(each -> each.text("RouteKey").equals(key)).findFirst();
      if (route.isEmpty()) {
        stage.refuse(PROPERTY + "." + key, key, "no route of the API has this key");
      } else if (!stage.all().waitsFor(stage, route.get())) {
        stage.refuseOutside(
            ".DependsOn",
            route.get().logicalId(),
            "the stage must wait for this route, for which it has settings");
      }
    }
  }
}
