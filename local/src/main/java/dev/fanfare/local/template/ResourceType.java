package dev.fanfare.local.template;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the local stack knows of one type of resource.
 *
 * @param name such as {@code AWS::SQS::Queue}
 * @param properties the table of its properties: applied, or accepted without effect
 * @param nameProperty the property that sets the physical name; empty when there is none
 * @param nameLimit most characters of a made-up name
 * @param ref what {@code Ref} returns
 * @param attributes what {@code Fn::GetAtt} returns, by attribute; only attributes AWS has too
 * @param hasOwnRole whether SAM makes a role {@code <logical id>Role} unless {@code Role} is set
 * @param noEffect why the whole resource changes nothing on one machine; empty when it does
 */
record ResourceType(
    String name,
    Shape.Block properties,
    Optional<String> nameProperty,
    int nameLimit,
    Function<Identity, String> ref,
    Map<String, Function<Identity, String>> attributes,
    boolean hasOwnRole,
    Optional<String> noEffect) {
  private static final int NAME_CHARS = 255;

  /** A type whose {@code Ref} is its physical name, and which has no attributes. */
  static ResourceType of(String name, Shape.Block properties) {
    return new ResourceType(
        name,
        properties,
        Optional.empty(),
        NAME_CHARS,
        Identity::name,
        Map.of(),
        false,
        Optional.empty());
  }

  ResourceType named(String property, int limit) {
    return new ResourceType(
        name, properties, Optional.of(property), limit, ref, attributes, hasOwnRole, noEffect);
  }

  ResourceType ref(Function<Identity, String> value) {
    return new ResourceType(
        name, properties, nameProperty, nameLimit, value, attributes, hasOwnRole, noEffect);
  }

  ResourceType attribute(String attribute, Function<Identity, String> value) {
    var all = new LinkedHashMap<>(attributes);
    all.put(attribute, value);
    return new ResourceType(
        name, properties, nameProperty, nameLimit, ref, all, hasOwnRole, noEffect);
  }

  ResourceType withOwnRole() {
    return new ResourceType(
        name, properties, nameProperty, nameLimit, ref, attributes, true, noEffect);
  }

  ResourceType withoutEffect(String reason) {
    return new ResourceType(
        name,
        properties,
        nameProperty,
        nameLimit,
        ref,
        attributes,
        hasOwnRole,
        Optional.of(reason));
  }

  /** Whether SAM makes a role for such a resource: when it does not name one itself. */
  boolean addsRole(Value.Fields declaredProperties) {
    return hasOwnRole && !declaredProperties.entries().containsKey("Role");
  }

  /** The name CloudFormation would make up; a bucket's has no capitals. */
  String madeUpName(String stack, String logicalId) {
    var name = Identity.generatedName(stack, logicalId, nameLimit);
    return name().equals("AWS::S3::Bucket") ? name.toLowerCase(Locale.ROOT) : name;
  }
}
