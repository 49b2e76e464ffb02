package dev.fanfare.local.template;

import java.util.Optional;

/** What the names of a template stand for, as {@code Ref} and {@code Fn::GetAtt} see them. */
interface Names {

  /** Why {@code Ref} of this name cannot be, whatever the conditions; empty when it can. */
  Optional<String> faultOfRef(String name);

  /** Why {@code Fn::GetAtt} of this attribute cannot be; empty when it can. */
  Optional<String> faultOfAttribute(String resource, String attribute);

  /** What {@code Ref} returns; asked only for a name without fault. */
  Value ref(String name, String path, int line);

  /** What {@code Fn::GetAtt} returns; asked only for an attribute without fault. */
  Value attribute(String resource, String attribute, String path, int line);
}
