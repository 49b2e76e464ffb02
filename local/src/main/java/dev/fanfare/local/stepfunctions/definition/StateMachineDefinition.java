package dev.fanfare.local.stepfunctions.definition;

import java.time.Duration;
import java.util.Optional;

/**
 * A document that was read and found sound.
 *
 * @param source the document as it was given
 * @param timeout how long an execution may take
 */
public record StateMachineDefinition(
    String source, Workflow workflow, Optional<Duration> timeout) {}
