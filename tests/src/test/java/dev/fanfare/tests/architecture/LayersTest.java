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
import static dev.fanfare.tests.architecture.Parts.ESTIMATE;
import static dev.fanfare.tests.architecture.Parts.HANDLERS;
import static dev.fanfare.tests.architecture.Parts.LAMBDAS;
import static dev.fanfare.tests.architecture.Parts.LOCAL;
import static dev.fanfare.tests.architecture.Parts.OURS;
import static dev.fanfare.tests.architecture.Parts.OUTCOMES;
import static dev.fanfare.tests.architecture.Parts.STEPS;
import static dev.fanfare.tests.architecture.Parts.VOCABULARY;

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

/** Handlers, logic, vocabulary: the arrows between packages all point one way. */
@AnalyzeClasses(packages = "dev.fanfare", importOptions = DoNotIncludeTests.class)
class LayersTest {

  @ArchTest
  static final ArchRule VOCABULARY_USES_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage(VOCABULARY)
          .should()
          .dependOnClassesThat(OURS.and(not(resideInAPackage(VOCABULARY))))
          .because("everything may use the vocabulary only if it uses nothing itself");

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
          .because("words mean the same at any time and on any cloud");

  @ArchTest
  static final ArchRule LAMBDAS_KNOW_NEITHER_LOCAL_NOR_CLI =
      noClasses()
          .that(LAMBDAS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LOCAL, CLI)
          .because("what is deployed must not know that it also runs on one machine");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_BENCH =
      noClasses()
          .that(OURS.and(not(BENCH)))
          .should()
          .dependOnClassesThat(BENCH)
          .because("what measures must not be part of what is measured, or of what ships");

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
          .dependOnClassesThat()
          .resideInAnyPackage(LOCAL, CLI)
          .because("the pusher is measured without the stand-in for AWS; whole broadcasts need it");

  @ArchTest
  static final ArchRule LOCAL_KNOWS_NOT_CLI =
      noClasses()
          .that()
          .resideInAPackage(LOCAL)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI)
          .because("the stand-in for AWS serves any client");

  @ArchTest
  static final ArchRule LOCAL_SHARES_WITH_LAMBDAS_WHAT_AWS_DOES_NOT_DO =
      noClasses()
          .that()
          .resideInAPackage(LOCAL)
          .should()
          .dependOnClassesThat(
              LAMBDAS.and(not(simpleName("AwsLimits").or(simpleName("Printable")))))
          .because(
              "a stand-in that shares code with what runs on it would share its mistakes; limits and"
                  + " what a terminal shows are no behaviour of AWS");

  @ArchTest
  static final ArchRule OUTCOMES_KNOW_ONE_STEP_BY_ITS_ANSWER =
      noClasses()
          .that()
          .resideInAPackage(OUTCOMES)
          .should()
          .dependOnClassesThat(
              OURS.and(
                  not(
                      resideInAnyPackage(VOCABULARY, OUTCOMES)
                          .or(simpleName("Json"))
                          .or(simpleName("Progress")))))
          .because("whoever reads what became of a broadcast must not need its steps for it");

  @ArchTest
  static final ArchRule ESTIMATES_ARE_ARITHMETIC =
      noClasses()
          .that()
          .resideInAPackage(ESTIMATE)
          .should()
          .dependOnClassesThat(
              OURS.and(not(resideInAnyPackage(VOCABULARY, ESTIMATE).or(simpleName("Json")))))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("an estimate says the same in a function and at the operator's desk");

  @ArchTest
  static final ArchRule CLI_SHARES_WITH_LAMBDAS_WHAT_NEEDS_NO_STEP =
      noClasses()
          .that()
          .resideInAPackage(CLI)
          .should()
          .dependOnClassesThat(
              LAMBDAS.and(
                  not(
                      resideInAnyPackage(VOCABULARY, OUTCOMES, ESTIMATE)
                          .or(simpleName("Json"))
                          .or(simpleName("ProgressRows"))
                          .or(simpleName("DirectRows"))
                          .or(simpleName("BucketWithDirect"))
                          .or(simpleName("S3BroadcastBucket"))
                          .or(simpleName("BroadcastStart"))
                          .or(simpleName("Accepted"))
                          .or(simpleName("SfnExecutions")))))
          .because(
              "the tool works through AWS's public APIs, there as on one machine; of what is stored,"
                  + " and of what starts a broadcast, both sides need one form");

  @ArchTest
  static final ArchRule HANDLERS_ARE_CALLED_BY_LAMBDA_ALONE =
      noClasses()
          .that(LAMBDAS.and(not(HANDLERS)))
          .should()
          .dependOnClassesThat(HANDLERS)
          .because("handlers call the logic; of a handler, the logic knows payload and answer");

  @ArchTest
  static final ArchRule AWS_IS_TOUCHED_BY_ADAPTERS =
      noClasses()
          .that(LAMBDAS.and(not(ADAPTERS.or(HANDLERS).or(resideInAPackage(CONFIG)))))
          .should()
          .dependOnClassesThat(AWS_SDK)
          .because("logic that speaks to AWS cannot be tested without it");

  @ArchTest
  static void steps_knowNotEachOther(JavaClasses classes) {
    for (String step : STEPS) {
      String[] others =
          STEPS.stream()
              .filter(other -> !other.equals(step))
              .map(other -> "dev.fanfare." + other)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("dev.fanfare." + step)
          .should()
          .dependOnClassesThat(resideInAnyPackage(others).and(not(handedTo(step))))
          .because("steps meet in the state machine; what one hands over, the next may read")
          .check(classes);
    }
  }

  /**
   * What a pusher answers is what the reducer adds up. And a client's message is a request like any
   * other: the routes hand it to the starter.
   */
  private static DescribedPredicate<JavaClass> handedTo(String step) {
    Set<String> handed =
        Map.of(
                "reduce",
                Set.of("push.Progress", "push.Latency"),
                "sockets",
                Set.of("start.BroadcastStart", "start.Executions", "start.SfnExecutions"))
            .getOrDefault(step, Set.of());
    return describe(
        "handed over",
        type -> handed.contains(Parts.outermost(type).getName().replace("dev.fanfare.", "")));
  }
}
