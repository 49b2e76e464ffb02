package dev.fanfare.local.stepfunctions.definition;

import java.time.Duration;
import java.util.Optional;

/**
 * A valid definition.
 *
 * @param timeout the maximum duration of an execution
 */
public record StateMachineDefinition(
    String source, Workflow workflow, Optional<Duration> timeout) {}
