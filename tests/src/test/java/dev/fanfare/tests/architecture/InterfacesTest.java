package dev.fanfare.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.fanfare.tests.architecture.Parts.OURS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.fanfare.tests.project.Project;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Interfaces that nobody needs. An interface with one method may have lambdas as implementations,
 * which byte code does not show as classes, so the rule is for interfaces with more.
 */
@AnalyzeClasses(packages = "dev.fanfare", importOptions = DoNotIncludeTests.class)
class InterfacesTest {
  private static final List<String> TESTS =
      Project.javaFiles("test").stream().map(Project::text).toList();

  @ArchTest
  static final ArchRule AN_INTERFACE_HAS_A_SECOND_IMPLEMENTATION =
      classes()
          .that(OURS.and(interfacesOfSeveralMethods()))
          .should(haveASecondImplementation())
          .because("an interface with one implementation is a second file for the same thing");

  private static DescribedPredicate<JavaClass> interfacesOfSeveralMethods() {
    return describe(
        "are interfaces of several methods",
        type ->
            type.isInterface()
                && type.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                        .count()
                    > 1);
  }

  private static ArchCondition<JavaClass> haveASecondImplementation() {
    return new ArchCondition<>("have a second implementation, in main code or in a test") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long inMain =
            type.getAllSubclasses().stream()
                .filter(each -> !each.isInterface())
                .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
                .count();
        boolean isNeeded = inMain > 1 || hasDouble(type.getSimpleName());
        events.add(
            new SimpleConditionEvent(
                type, isNeeded, type.getName() + " has " + inMain + " and no double"));
      }
    };
  }

  /** Whether a test implements the interface, by name or anonymously, or mocks it. */
  private static boolean hasDouble(String name) {
    var uses =
        Pattern.compile(
            "\\b(implements|new)\\b[^{};]*\\b%1$s\\b[^{};]*\\{|\\bmock\\(%1$s\\.class"
                .formatted(Pattern.quote(name)));
    return TESTS.stream().anyMatch(text -> uses.matcher(text).find());
  }
}
