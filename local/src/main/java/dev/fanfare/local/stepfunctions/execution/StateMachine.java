package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.StateMachineDefinition;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of a state machine. An execution keeps the version that it was started with.
 *
 * @param revisionId empty until the first update, as on AWS
 */
public record StateMachine(
    String arn,
    String name,
    String roleArn,
    StateMachineDefinition definition,
    MachineSettings settings,
    Instant creationDate,
    Instant updateDate,
    Optional<String> revisionId) {}
