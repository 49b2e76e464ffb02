package dev.fanfare.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Function;
import java.util.stream.Stream;

/** Records consist of groups with names, and their JSON is flat. */
@AnalyzeClasses(packages = "dev.fanfare", importOptions = DoNotIncludeTests.class)
class RecordsTest {
  private static final int MAX_COMPONENTS = 8;

  /** Records of the local stack still have more components. */
  private static final DescribedPredicate<JavaClass> NOT_GROUPED_YET = Parts.LOCAL;

  private static final DescribedPredicate<JavaClass> RECORDS =
      DescribedPredicate.describe("are records", JavaClass::isRecord);

  @ArchTest
  static final ArchRule RECORDS_HAVE_AT_MOST_EIGHT_COMPONENTS =
      classes()
          .that(RECORDS)
          .and(not(NOT_GROUPED_YET))
          .should(satisfy("have at most 8 components", RecordsTest::excessOf))
          .because("a call of the constructor names no values: in a long row, two trade places");

  @ArchTest
  static final ArchRule GROUPS_HAVE_NAMES_OF_THEIR_OWN =
      classes()
          .that(RECORDS)
          .should(satisfy("not name a group as a field of their JSON", RecordsTest::sharedNames))
          .because("Jackson takes a field with the name of an unwrapped group for the group");

  private static Stream<String> excessOf(JavaClass type) {
    long count = components(type).count();
    return count > MAX_COMPONENTS
        ? Stream.of(type.getName() + " has " + count + " components")
        : Stream.empty();
  }

  private static Stream<String> sharedNames(JavaClass type) {
    var fields = jsonFields(type).toList();
    return components(type)
        .filter(RecordsTest::isGroup)
        .filter(group -> fields.contains(group.getName()))
        .map(group -> group.getFullName() + " is a group and a field");
  }

  private static Stream<String> jsonFields(JavaClass type) {
    return components(type)
        .flatMap(
            component ->
                isGroup(component)
                    ? jsonFields(component.getRawType())
                    : Stream.of(jsonName(component)));
  }

  private static String jsonName(JavaField component) {
    return component
        .tryGetAnnotationOfType(JsonProperty.class)
        .map(JsonProperty::value)
        .filter(name -> !name.isEmpty())
        .orElse(component.getName());
  }

  private static boolean isGroup(JavaField component) {
    return component.isAnnotatedWith(JsonUnwrapped.class);
  }

  private static Stream<JavaField> components(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC));
  }

  /** Holds if the function finds no violation in the class. */
  private static ArchCondition<JavaClass> satisfy(
      String description, Function<JavaClass, Stream<String>> violations) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        violations
            .apply(type)
            .forEach(violation -> events.add(SimpleConditionEvent.violated(type, violation)));
      }
    };
  }
}
