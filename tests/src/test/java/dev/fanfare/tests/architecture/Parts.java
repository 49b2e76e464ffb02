package dev.fanfare.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/** The parts of the project that the rules speak of. */
final class Parts {
  static final String LOCAL = "dev.fanfare.local..";
  static final String CLI = "dev.fanfare.cli..";

  private static final Set<String> BESIDE_WHAT_THEY_MEASURE =
      Set.of(
          "dev.fanfare.push.BenchPusher",
          "dev.fanfare.prune.BenchPruning",
          "dev.fanfare.reduce.BenchRecording");

  /** Some of its classes stand beside what they measure. */
  static final DescribedPredicate<JavaClass> BENCH =
      describe(
          "are of bench",
          type ->
              type.getPackageName().startsWith("dev.fanfare.bench")
                  || BESIDE_WHAT_THEY_MEASURE.contains(outermost(type).getName()));

  static final String VOCABULARY = "dev.fanfare.broadcast..";

  /** Between the vocabulary and the steps: what the steps leave behind, read again. */
  static final String OUTCOMES = "dev.fanfare.outcomes";

  /** Arithmetic that the planner, the reducer and the tool share. */
  static final String ESTIMATE = "dev.fanfare.estimate";

  static final String CONFIG = "dev.fanfare.config";

  /** The steps of the flow, one package each. */
  static final List<String> STEPS = List.of("start", "plan", "push", "reduce", "prune", "sockets");

  static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.fanfare..");

  static final DescribedPredicate<JavaClass> LAMBDAS =
      OURS.and(not(resideInAnyPackage(LOCAL, CLI).or(BENCH))).as("are of lambdas");

  static final DescribedPredicate<JavaClass> AWS_SDK =
      resideInAPackage("software.amazon.awssdk..").as("are of the AWS SDK");

  /** Nested classes aside: a handler's payload and answer are what the state machine says. */
  static final DescribedPredicate<JavaClass> HANDLERS =
      OURS.and(describe("are handlers", type -> type.getSimpleName().endsWith("Handler")))
          .as("are handlers");

  /** Named by what they speak to. */
  static final DescribedPredicate<JavaClass> ADAPTERS =
      describe(
          "are adapters",
          type -> {
            String name = outermost(type).getSimpleName();
            return name.matches("(Sdk|Dynamo|S3|Sfn|Sqs)[A-Z].*");
          });

  private Parts() {}

  static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(Parts::outermost).orElse(type);
  }
}
