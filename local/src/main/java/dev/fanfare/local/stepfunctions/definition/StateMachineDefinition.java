package dev.fanfare.local.stepfunctions.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A valid definition.
 *
 * @param timeout the maximum duration of an execution
 * @param variableReferences the variables that each state uses, by the name of the state
 */
public record StateMachineDefinition(
    String source,
    Workflow workflow,
    Optional<Duration> timeout,
    Map<String, List<String>> variableReferences) {}
