package dev.fanfare.local.cloudformation.functions;

import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.Optional;

/** Resolves the names that {@code Ref} and {@code Fn::GetAtt} refer to. */
public interface Names {

  /** Why {@code Ref} of this name is wrong under all conditions; empty if it is right. */
  Optional<String> refError(String name);

  /** Why {@code Fn::GetAtt} of this attribute is wrong; empty if it is right. */
  Optional<String> attributeError(String resource, String attribute);

  /** The result of {@code Ref} for a name without an error. */
  Value ref(String name, String path, int line);

  /** The result of {@code Fn::GetAtt} for an attribute without an error. */
  Value attribute(String resource, String attribute, String path, int line);
}
