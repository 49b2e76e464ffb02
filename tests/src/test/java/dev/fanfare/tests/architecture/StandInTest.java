package dev.fanfare.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The local AWS: a template engine, surrounded by one package for each service. */
@AnalyzeClasses(packages = "dev.fanfare.local", importOptions = DoNotIncludeTests.class)
class StandInTest {
  private static final String ROOT = "dev.fanfare.local.";
  private static final String ENGINE = ROOT + "cloudformation..";
  private static final int MAX_FILES = 25;

  private static final List<String> SERVICES =
      List.of(
          "apigateway",
          "cloudwatch",
          "cloudwatchlogs",
          "dynamodb",
          "lambda",
          "s3",
          "scheduler",
          "secretsmanager",
          "servicequotas",
          "sns",
          "sqs",
          "stepfunctions");

  /** Services depend on each other in one way only: they call functions. */
  private static final Set<String> INVOKER =
      Set.of(
          ROOT + "lambda.FunctionInvoker",
          ROOT + "lambda.Invocation",
          ROOT + "lambda.InvocationRejectedException");

  @ArchTest
  static final ArchRule TEMPLATE_ENGINE_KNOWS_NO_SERVICE =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.fanfare.local..")
                  .and(not(resideInAnyPackage(ENGINE, ROOT + "account", ROOT + "http"))))
          .because("a service registers its types with the engine; the engine does not know them");

  @ArchTest
  static final ArchRule TEMPLATE_ENGINE_HAS_NO_CIRCLE =
      slices()
          .matching(ROOT + "cloudformation.(*)..")
          .should()
          .beFreeOfCycles()
          .because("packages in a cycle are really one package that is hard to read");

  @ArchTest
  static void services_meetByTheFunctionInvokerAlone(JavaClasses classes) {
    for (String service : SERVICES) {
      String[] others =
          SERVICES.stream()
              .filter(other -> !other.equals(service))
              .map(other -> ROOT + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + service + "..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(others).and(not(isInvoker())))
          .because("services use each other's APIs, as in AWS; only functions are called directly")
          .check(classes);
    }
  }

  @ArchTest
  static void services_knowNotTheComposition(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAnyPackage(
            SERVICES.stream().map(each -> ROOT + each + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.fanfare.local")
        .because("the composition depends on the services, and not the reverse")
        .check(classes);
  }

  @ArchTest
  static void packages_haveFewFiles(JavaClasses classes) {
    Map<String, Set<String>> files =
        classes.stream()
            .collect(
                Collectors.groupingBy(
                    JavaClass::getPackageName,
                    Collectors.mapping(
                        type -> Parts.outermost(type).getName(), Collectors.toSet())));
    files.values().removeIf(each -> each.size() <= MAX_FILES);
    assertThat(files).as("packages with more than " + MAX_FILES + " files").isEmpty();
  }

  private static DescribedPredicate<JavaClass> isInvoker() {
    return describe(
        "the function invoker", type -> INVOKER.contains(Parts.outermost(type).getName()));
  }
}
