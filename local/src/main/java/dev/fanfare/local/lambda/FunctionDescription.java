package dev.fanfare.local.lambda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions as Lambda's API describes them, with the fields that have a meaning here. */
final class FunctionDescription {

  private FunctionDescription() {}

  static Map<String, Object> list(List<FunctionSpec> functions) {
    return Map.of("Functions", functions.stream().map(FunctionDescription::configuration).toList());
  }

  static Map<String, Object> get(FunctionSpec function) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("Configuration", configuration(function));
    fields.put("Code", Map.of("Location", function.code().jar().toUri().toString()));
    if (function.limits().isReserved()) {
      fields.put(
          "Concurrency",
          Map.of("ReservedConcurrentExecutions", function.limits().maxEnvironments()));
    }
    return fields;
  }

  private static Map<String, Object> configuration(FunctionSpec function) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("FunctionName", function.name());
    fields.put("FunctionArn", function.arn());
    fields.put("Handler", function.code().handler());
    fields.put("Timeout", function.limits().timeout().toSeconds());
    fields.put("MemorySize", function.limits().memoryMb());
    fields.put("Version", FunctionName.LATEST);
    fields.put("PackageType", "Zip");
    CodeHash.of(function.code().jar()).ifPresent(hash -> fields.put("CodeSha256", hash));
    fields.put("State", "Active");
    fields.put("Environment", Map.of("Variables", function.environment()));
    return fields;
  }
}
