package dev.fanfare.local.stepfunctions.definition;

import java.time.Duration;
import java.util.Optional;

/**
 * A valid document.
 *
 * @param source the document's text
 * @param timeout longest duration of an execution
 */
public record StateMachineDefinition(
    String source, Workflow workflow, Optional<Duration> timeout) {}
