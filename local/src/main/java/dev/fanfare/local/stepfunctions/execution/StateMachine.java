package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.StateMachineDefinition;
import java.time.Instant;

/** One version of a state machine. An execution keeps the version that it was started with. */
public record StateMachine(
    String arn,
    String name,
    String roleArn,
    StateMachineDefinition definition,
    Instant creationDate,
    Instant updateDate,
    String revisionId) {}
