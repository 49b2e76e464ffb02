package dev.fanfare.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.fanfare.tests.architecture.Parts.ADAPTERS;
import static dev.fanfare.tests.architecture.Parts.AWS_SDK;
import static dev.fanfare.tests.architecture.Parts.BENCH;
import static dev.fanfare.tests.architecture.Parts.CLI;
import static dev.fanfare.tests.architecture.Parts.CONFIG;
import static dev.fanfare.tests.architecture.Parts.CORE;
import static dev.fanfare.tests.architecture.Parts.DEVTOOLS;
import static dev.fanfare.tests.architecture.Parts.DYNAMODB;
import static dev.fanfare.tests.architecture.Parts.ESTIMATE;
import static dev.fanfare.tests.architecture.Parts.HANDLERS;
import static dev.fanfare.tests.architecture.Parts.LAMBDAS;
import static dev.fanfare.tests.architecture.Parts.LOCAL;
import static dev.fanfare.tests.architecture.Parts.OURS;
import static dev.fanfare.tests.architecture.Parts.STEPS;
import static dev.fanfare.tests.architecture.Parts.TEXT;
import static dev.fanfare.tests.architecture.Parts.VOCABULARY;
import static dev.fanfare.tests.architecture.Parts.WIRING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Layers: handlers, logic and vocabulary. Dependencies between packages point in one direction. */
@AnalyzeClasses(packages = "dev.fanfare", importOptions = DoNotIncludeTests.class)
class LayersTest {

  @ArchTest
  static final ArchRule VOCABULARY_USES_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage(VOCABULARY)
          .should()
          .dependOnClassesThat(OURS.and(not(resideInAnyPackage(VOCABULARY, TEXT))))
          .because("all code uses the vocabulary, so the vocabulary must depend on nothing");

  @ArchTest
  static final ArchRule VOCABULARY_KNOWS_NEITHER_AWS_NOR_TIME =
      noClasses()
          .that()
          .resideInAPackage(VOCABULARY)
          .should()
          .dependOnClassesThat(AWS_SDK.or(resideInAPackage("com.amazonaws..")))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .because("the vocabulary depends neither on a clock nor on a cloud");

  @ArchTest
  static final ArchRule CORE_KNOWS_NO_OTHER_MODULE =
      noClasses()
          .that(CORE)
          .should()
          .dependOnClassesThat(OURS.and(not(CORE)))
          .because("functions and tools share this code");

  @ArchTest
  static final ArchRule LAMBDAS_KNOW_CORE_ALONE =
      noClasses()
          .that(LAMBDAS)
          .should()
          .dependOnClassesThat(OURS.and(not(LAMBDAS.or(CORE))))
          .because("deployed code must not depend on the local stack");

  @ArchTest
  static final ArchRule CLI_KNOWS_CORE_ALONE =
      noClasses()
          .that(CLI)
          .should()
          .dependOnClassesThat(OURS.and(not(CLI.or(CORE))))
          .because("the operator's tool uses only AWS's public APIs, so it works with any stack");

  @ArchTest
  static final ArchRule DEVTOOLS_KNOW_NO_FUNCTION =
      noClasses()
          .that(DEVTOOLS)
          .should()
          .dependOnClassesThat(LAMBDAS.or(BENCH))
          .because("the local stack loads the functions from their jar, as Lambda does");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_BENCH =
      noClasses()
          .that(OURS.and(not(BENCH)))
          .should()
          .dependOnClassesThat(BENCH)
          .because("benchmarks must be part neither of the measured code nor of the deployed code");

  @ArchTest
  static final ArchRule BENCH_KNOWS_LAMBDAS_ALONE =
      noClasses()
          .that(
              BENCH.and(
                  not(
                      resideInAnyPackage(
                          "dev.fanfare.bench.fanout",
                          "dev.fanfare.bench.estimate",
                          "dev.fanfare.bench.stale",
                          "dev.fanfare.bench.hostile"))))
          .should()
          .dependOnClassesThat(LOCAL.or(CLI).or(DEVTOOLS))
          .because("the pusher is measured without the local AWS; only whole broadcasts need it");

  @ArchTest
  static final ArchRule LOCAL_SHARES_WHAT_AWS_DOES_NOT_DO =
      noClasses()
          .that(LOCAL)
          .should()
          .dependOnClassesThat(
              OURS.and(
                  not(
                      LOCAL
                          .or(resideInAPackage("dev.fanfare.loopback"))
                          .or(simpleName("AwsLimits"))
                          .or(simpleName("Printable"))
                          .or(simpleName("Reason")))))
          .because(
              "a local AWS that shares code with the functions would share their mistakes; limits,"
                  + " texts for people and the loopback server are not behaviour of AWS");

  @ArchTest
  static final ArchRule ESTIMATES_ARE_ARITHMETIC =
      noClasses()
          .that()
          .resideInAPackage(ESTIMATE)
          .should()
          .dependOnClassesThat(
              OURS.and(
                  not(resideInAnyPackage(VOCABULARY, "dev.fanfare.request..", TEXT, ESTIMATE))))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("an estimate has the same result in a function and in the operator's tool");

  @ArchTest
  static final ArchRule HANDLERS_ARE_CALLED_BY_LAMBDA_ALONE =
      noClasses()
          .that(LAMBDAS.and(not(HANDLERS)))
          .should()
          .dependOnClassesThat(HANDLERS)
          .because("handlers call the logic, never the reverse");

  @ArchTest
  static final ArchRule WIRING_IS_CALLED_BY_HANDLERS_ALONE =
      noClasses()
          .that(LAMBDAS.and(not(HANDLERS.or(WIRING))))
          .should()
          .dependOnClassesThat(WIRING)
          .because("logic receives its dependencies as parameters");

  @ArchTest
  static final ArchRule AWS_IS_TOUCHED_BY_ADAPTERS =
      noClasses()
          .that(LAMBDAS.and(not(ADAPTERS.or(WIRING).or(resideInAnyPackage(CONFIG, DYNAMODB)))))
          .should()
          .dependOnClassesThat(AWS_SDK)
          .because("logic that calls AWS cannot be tested without AWS");

  @ArchTest
  static void steps_knowNotEachOther(JavaClasses classes) {
    for (String step : STEPS) {
      String[] others =
          STEPS.stream()
              .filter(other -> !other.equals(step))
              .map(other -> "dev.fanfare." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("dev.fanfare." + step + "..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(others).and(not(handedTo(step))))
          .because(
              "steps depend on each other only through the state machine; a step may read "
                  + "the output of the one before")
          .check(classes);
    }
  }

  /** The reducer merges the histograms that the pushers return. */
  private static DescribedPredicate<JavaClass> handedTo(String step) {
    Set<String> handed = Map.of("reduce", Set.of("push.Latency")).getOrDefault(step, Set.of());
    return describe(
        "handed over",
        type -> handed.contains(Parts.outermost(type).getName().replace("dev.fanfare.", "")));
  }
}
