package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.StateMachineDefinition;
import java.time.Instant;

/**
 * A state machine as it was created or last updated; an execution keeps the one it was started on.
 */
public record StateMachine(
    String arn,
    String name,
    String roleArn,
    StateMachineDefinition definition,
    Instant creationDate,
    Instant updateDate,
    String revisionId) {}
