package dev.fanfare.local.template;

import java.util.Set;

/**
 * The names that SAM adds to those of the file: {@code <function>.Alias} and {@code
 * <function>.Version}, to which {@code Ref} and {@code Fn::Sub} may refer once the function has an
 * {@code AutoPublishAlias}, and the role {@code <logical id>Role}.
 */
final class SamNames {
  /** The one version that a function has on one machine. */
  static final String VERSION = "1";

  private static final Set<String> QUALIFIERS = Set.of("Alias", "Version");

  private SamNames() {}

  static boolean isReference(Intrinsic.Attribute attribute) {
    return QUALIFIERS.contains(attribute.name());
  }

  /** The logical id of the alias that SAM adds to a function, to which a DependsOn may refer. */
  static String aliasId(String logicalId, String alias) {
    return logicalId + "Alias" + alias.replace("-", "D").replace("_", "U");
  }

  static String roleId(String logicalId) {
    return logicalId + "Role";
  }
}
