package dev.fanfare.local.stepfunctions;

import dev.fanfare.local.iam.RoleSpec;
import java.nio.file.Path;

/**
 * A state machine of the template.
 *
 * @param definitionFile the absolute path of the definition
 * @param definition the text of the definition, after substitutions
 */
public record StateMachineSpec(
    String logicalId,
    String name,
    String arn,
    Path definitionFile,
    String definition,
    RoleSpec role) {}
