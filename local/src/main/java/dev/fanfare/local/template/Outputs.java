package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.anyText;
import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section {@code Outputs}. */
final class Outputs {
  private static final Shape.Block SHAPE =
      block()
          .must("Value", anyText())
          .and("Description", anyText())
          .and("Condition", text())
          .noEffect("Export", block().must("Name", text()), "there is no other stack to import it");

  private final Value.Fields declared;
  private final ResourceNames names;
  private final Conditions conditions;
  private final Problems problems;
  private final List<NoEffect> noEffects;

  Outputs(
      Value.Fields declared,
      ResourceNames names,
      Conditions conditions,
      Problems problems,
      List<NoEffect> noEffects) {
    this.declared = declared;
    this.names = names;
    this.conditions = conditions;
    this.problems = problems;
    this.noEffects = noEffects;
  }

  /** The outputs whose condition holds, resolved, by name. */
  Map<String, String> read() {
    var outputs = new LinkedHashMap<String, String>();
    declared.entries().forEach((name, value) -> read(name, value, outputs));
    return outputs;
  }

  private void read(String name, Value value, Map<String, String> outputs) {
    var path = "Outputs." + name;
    if (value instanceof Value.Fields fields
        && fields.entries().get("Condition") instanceof Value.Text condition) {
      if (!conditions
          .holds(condition.text(), path + ".Condition", condition.line())
          .orElse(false)) {
        return;
      }
    }
    var before = problems.count();
    var resolved = names.intrinsics().resolve(value, path);
    new ShapeCheck("an output", problems, noEffects).check(resolved, SHAPE, path);
    if (problems.count() == before && resolved instanceof Value.Fields fields) {
      fields.text("Value").ifPresent(text -> outputs.put(name, text));
    }
  }
}
