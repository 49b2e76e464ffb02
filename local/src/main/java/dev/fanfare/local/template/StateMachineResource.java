package dev.fanfare.local.template;

import java.nio.file.Path;
import java.util.List;

/**
 * A state machine to run.
 *
 * @param definitionFile where the definition comes from, absolute
 * @param definition the text of the definition with all substitutions filled in
 * @param statements what its role may do
 */
public record StateMachineResource(
    String logicalId,
    String name,
    String arn,
    Path definitionFile,
    String definition,
    String roleArn,
    List<PolicyStatement> statements) {

  public StateMachineResource {
    statements = List.copyOf(statements);
  }
}
