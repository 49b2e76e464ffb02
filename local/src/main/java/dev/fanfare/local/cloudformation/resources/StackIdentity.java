package dev.fanfare.local.cloudformation.resources;

import static java.util.Objects.requireNonNull;

import dev.fanfare.local.account.LocalAccount;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The facts about a stack that its template does not contain.
 *
 * @param name the stack's name, a prefix of generated resource names
 * @param account the account and Region of the stack
 */
public record StackIdentity(String name, LocalAccount account) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");

  public StackIdentity {
    requireNonNull(account);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "stack name '" + name + "': a letter, then letters, digits and hyphens, at most 128");
    }
  }

  /** The values of CloudFormation's pseudo parameters. */
  public Map<String, String> pseudoParameters() {
    return Map.of(
        "AWS::AccountId",
        account.accountId(),
        "AWS::Partition",
        "aws",
        "AWS::Region",
        account.region(),
        "AWS::StackName",
        name,
        "AWS::StackId",
        account.stackArn(name),
        "AWS::URLSuffix",
        "amazonaws.com");
  }
}
