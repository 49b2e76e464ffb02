package dev.fanfare.local.stepfunctions.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A valid document.
 *
 * @param source the document's text
 * @param timeout longest duration of an execution
 * @param variableReferences the variables that a state uses, by its name
 */
public record StateMachineDefinition(
    String source,
    Workflow workflow,
    Optional<Duration> timeout,
    Map<String, List<String>> variableReferences) {}
