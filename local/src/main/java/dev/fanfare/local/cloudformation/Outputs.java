package dev.fanfare.local.cloudformation;

import dev.fanfare.local.cloudformation.functions.Conditions;
import dev.fanfare.local.cloudformation.resources.ResourceNames;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Schema;
import dev.fanfare.local.cloudformation.yaml.SchemaCheck;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section {@code Outputs}. */
final class Outputs {
  private static final Schema.Block SCHEMA = Schema.of(Schema.class, "an output");

  private final ResourceNames names;
  private final Conditions conditions;
  private final Problems problems;
  private final List<NoEffect> noEffects;

  Outputs(ResourceNames names, Conditions conditions, Problems problems, List<NoEffect> noEffects) {
    this.names = names;
    this.conditions = conditions;
    this.problems = problems;
    this.noEffects = noEffects;
  }

  /** The resolved outputs whose condition holds, by name. */
  Map<String, String> read(Value.Fields declared) {
    var outputs = new LinkedHashMap<String, String>();
    declared.entries().forEach((name, value) -> read(name, value, outputs));
    return outputs;
  }

  private void read(String name, Value value, Map<String, String> outputs) {
    var path = "Outputs." + name;
    if (value instanceof Value.Fields fields
        && fields.entries().get("Condition") instanceof Value.Text condition
        && !conditions
            .holds(condition.text(), path + ".Condition", condition.line())
            .orElse(false)) {
      return;
    }
    var before = problems.count();
    var resolved = names.intrinsics().resolve(value, path);
    new SchemaCheck("an output", problems, noEffects).check(resolved, SCHEMA, path);
    if (problems.count() == before && resolved instanceof Value.Fields fields) {
      fields.text("Value").ifPresent(text -> outputs.put(name, text));
    }
  }
}
