package dev.fanfare.local.cloudwatch;

import dev.fanfare.local.http.Input;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identity of a metric. As on AWS, different sets of dimensions are different metrics.
 *
 * @param dimensions values by name, sorted
 */
record MetricId(String namespace, String name, Map<String, String> dimensions) {
  MetricId {
    dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
  }

  /**
   * Reads a structure with {@code Namespace}, {@code MetricName} and optional {@code Dimensions}.
   *
   * @throws dev.fanfare.local.http.ApiError if a name is missing
   */
  static MetricId of(Input input) {
    var dimensions = new TreeMap<String, String>();
    input
        .list("Dimensions")
        .forEach(each -> dimensions.put(each.required("Name"), each.required("Value")));
    return new MetricId(input.required("Namespace"), input.required("MetricName"), dimensions);
  }

  /** The structure in {@code ListMetrics}. */
  Map<String, Object> shape() {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("Namespace", namespace);
    shape.put("MetricName", name);
    shape.put("Dimensions", dimensionShapes());
    return shape;
  }

  List<Map<String, Object>> dimensionShapes() {
    return dimensions.entrySet().stream()
        .map(each -> Map.<String, Object>of("Name", each.getKey(), "Value", each.getValue()))
        .toList();
  }
}
