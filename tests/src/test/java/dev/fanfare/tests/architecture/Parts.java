package dev.fanfare.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** The parts of the project that the rules refer to. */
final class Parts {
  /** Code that functions and tools share. */
  static final DescribedPredicate<JavaClass> CORE = module("core");

  /** All deployed code outside core. */
  static final DescribedPredicate<JavaClass> LAMBDAS = module("lambdas");

  static final DescribedPredicate<JavaClass> LOCAL = module("local");

  static final DescribedPredicate<JavaClass> CLI = module("cli");

  static final DescribedPredicate<JavaClass> DEVTOOLS = module("devtools");

  /** Some benchmark classes are in the package that they measure. */
  static final DescribedPredicate<JavaClass> BENCH = module("bench");

  static final String VOCABULARY = "dev.fanfare.broadcast..";

  static final String TEXT = "dev.fanfare.text";

  /** Calculations that the planner, the reducer and the tool share. */
  static final String ESTIMATE = "dev.fanfare.estimate";

  static final String CONFIG = "dev.fanfare.config";

  /** What adapters of DynamoDB share. */
  static final String DYNAMODB = "dev.fanfare.dynamodb";

  /** The steps of the flow, one package each. */
  static final List<String> STEPS = List.of("start", "plan", "push", "reduce", "prune", "sockets");

  static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.fanfare..");

  static final DescribedPredicate<JavaClass> AWS_SDK =
      resideInAPackage("software.amazon.awssdk..").as("are of the AWS SDK");

  /** Classes that Lambda invokes. */
  static final DescribedPredicate<JavaClass> HANDLERS =
      resideInAPackage("dev.fanfare.handlers").as("are handlers");

  /** Classes that create a function's logic from its environment. */
  static final DescribedPredicate<JavaClass> WIRING =
      resideInAPackage("dev.fanfare.wiring").as("are wiring");

  /** Adapters, named after the service that they call. */
  static final DescribedPredicate<JavaClass> ADAPTERS =
      describe(
          "are adapters",
          type -> {
            String name = outermost(type).getSimpleName();
            return name.matches("(Sdk|Dynamo|S3|Sfn|Sqs)[A-Z].*");
          });

  private Parts() {}

  /** Selects by the location of the class file, so that a rule needs no list of packages. */
  private static DescribedPredicate<JavaClass> module(String name) {
    return describe(
        "are of " + name,
        type ->
            type.getBaseComponentType()
                .getSource()
                .map(source -> source.getUri().toString().contains("/" + name + "/target/"))
                .orElse(false));
  }

  static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(Parts::outermost).orElse(type);
  }
}
