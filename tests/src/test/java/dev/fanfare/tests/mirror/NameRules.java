package dev.fanfare.tests.mirror;

import dev.fanfare.tests.mirror.Definition.State;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules for state names: read in order, the names describe a broadcast. */
final class NameRules {
  /** The allowed verbs of steps. Adding a verb is a deliberate decision: add it here. */
  private static final Set<String> VERBS =
      Set.of("Plan", "Push", "Reduce", "Prune", "Look", "Wait", "Leave");

  private static final Pattern VERB_AND_NOUN = Pattern.compile("([A-Z][a-z]+)([A-Z][a-z]+)+");
  private static final Pattern QUESTION = Pattern.compile("(Is|Are|Has|Have)([A-Z][a-z]+)+");
  private static final Pattern DONE = Pattern.compile("([A-Z][a-z]+)+(ed|Complete|Incomplete)");
  private static final Pattern NEGATED = Pattern.compile("\\$not\\(|!=|=\\s*false");

  private NameRules() {}

  static Stream<String> actions(Blueprint blueprint) {
    return blueprint.definition().states().stream()
        .filter(state -> state.is("Task") || state.is("Wait") || state.is("Pass"))
        .filter(state -> !isVerbAndNoun(state.name()))
        .map(state -> drift(state, "must be a verb of " + sorted(VERBS) + " and a noun"));
  }

  private static boolean isVerbAndNoun(String name) {
    var matcher = VERB_AND_NOUN.matcher(name);
    return matcher.matches() && VERBS.contains(matcher.group(1));
  }

  /** A Map's name is the plural of its first Task's name. */
  static Stream<String> maps(Blueprint blueprint) {
    return blueprint
        .definition()
        .ofType("Map")
        .filter(map -> !map.name().equals(plural(startOf(map))))
        .map(map -> drift(map, "must be " + plural(startOf(map)) + ", the plural of what it runs"));
  }

  static String startOf(State map) {
    return map.json().path("ItemProcessor").path("StartAt").asText();
  }

  private static String plural(String noun) {
    if (noun.matches(".*(s|x|z|ch|sh)")) {
      return noun + "es";
    }
    return noun.matches(".*[^aeiou]y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  /** A Choice asks one question, and its single rule is the yes branch. */
  static Stream<String> choices(Blueprint blueprint) {
    return blueprint.definition().ofType("Choice").flatMap(NameRules::ofChoice);
  }

  private static Stream<String> ofChoice(State choice) {
    var drifts = Stream.<String>builder();
    if (!QUESTION.matcher(choice.name()).matches()) {
      drifts.add(drift(choice, "must be a question: Is…, Are…, Has… or Have…"));
    }
    if (choice.json().path("Choices").size() != 1 || !choice.json().has("Default")) {
      drifts.add(drift(choice, "must have one rule, its yes, and a Default, its no"));
    }
    choice
        .all("Choices")
        .map(rule -> rule.path("Condition").asText())
        .filter(condition -> !answers(choice.name(), condition))
        .forEach(
            condition ->
                drifts.add(
                    drift(
                        choice,
                        "its rule must be the yes, not negated, about a word of its name, not "
                            + condition)));
    return drifts.build();
  }

  private static boolean answers(String question, String condition) {
    var words = Stream.of(question.split("(?=[A-Z])")).skip(1);
    return !NEGATED.matcher(condition).find()
        && words.anyMatch(word -> condition.contains(word.toLowerCase(Locale.ROOT)));
  }

  static Stream<String> ends(Blueprint blueprint) {
    return blueprint.definition().states().stream()
        .filter(state -> state.is("Fail") || state.is("Succeed"))
        .filter(state -> !DONE.matcher(state.name()).matches())
        .map(state -> drift(state, "must end in …ed, …Complete or …Incomplete"));
  }

  /** Operators filter by the error of a Fail state. */
  static Stream<String> errors(Blueprint blueprint) {
    return blueprint
        .definition()
        .ofType("Fail")
        .filter(state -> !state.json().path("Error").asText().equals(state.name()))
        .map(state -> drift(state, "its Error must be its name"));
  }

  private static String drift(State state, String rule) {
    return Drift.inDefinition(state.name(), rule);
  }

  private static String sorted(Set<String> words) {
    return words.stream().sorted().toList().toString();
  }
}
