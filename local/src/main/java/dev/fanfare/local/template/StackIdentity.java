package dev.fanfare.local.template;

import static java.util.Objects.requireNonNull;

import dev.fanfare.local.account.LocalAccount;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Whose resources a template describes: all that CloudFormation knows and the file does not.
 *
 * @param name the stack's name; names of resources that the template leaves open begin with it
 * @param account the account and Region the stack pretends to be in
 * @param queueUrl gives a queue's URL from its name; a function because the server's port is not
 *     known to the template
 */
public record StackIdentity(String name, LocalAccount account, UnaryOperator<String> queueUrl) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");

  public StackIdentity {
    requireNonNull(account);
    requireNonNull(queueUrl);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "stack name '" + name + "': a letter, then letters, digits and hyphens, at most 128");
    }
  }
}
