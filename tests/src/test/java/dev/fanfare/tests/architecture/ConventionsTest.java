package dev.fanfare.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Rules that no class may break: forbidden calls and forbidden names. */
@AnalyzeClasses(packages = "dev.fanfare", importOptions = DoNotIncludeTests.class)
class ConventionsTest {

  /**
   * Classes that may sleep: the pause between two attempts, the pusher's clock, the poller after an
   * error, and the demo, commands and console, which poll from outside.
   */
  private static final Set<String> SLEEPERS =
      Set.of(
          "HostileCommand",
          "Pause",
          "PushTime",
          "QueuePoller",
          "CommandIo",
          "ConsoleCommand",
          "Demo");

  @ArchTest
  static final ArchRule THE_ENVIRONMENT_IS_READ_IN_ONE_PLACE =
      noClasses()
          .that(not(simpleName("Environment")))
          .should(use(System.class, "getenv"))
          .because("the local stack gives each function its own variables");

  @ArchTest
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .that(not(named(SLEEPERS)))
          .should(use(Thread.class, "sleep"))
          .orShould(use(TimeUnit.class, "sleep"))
          .because("pauses are parameters, so that tests need not wait");

  /** Loggers that pass on a line as it is. */
  private static final Set<String> LOGS = Set.of("PrintableLog", "SubjectLog");

  /** Classes that log metrics in the Embedded Metric Format. */
  private static final Set<String> METRICS = Set.of("Completion", "Reducer", "SessionCloser");

  @ArchTest
  static final ArchRule FUNCTIONS_LOG_PRINTABLE_LINES =
      noClasses()
          .that(Parts.LAMBDAS.and(not(simpleName("PrintableLog"))))
          .should(use(Context.class, "getLogger"))
          .orShould(use(LambdaRuntime.class, "getLogger"))
          .because("a client chooses part of what functions log: PrintableLog makes it printable");

  @ArchTest
  static final ArchRule LOG_LINES_HAVE_LEVELS =
      noClasses()
          .that(Parts.LAMBDAS.and(not(named(METRICS))).and(not(named(LOGS))))
          .should()
          .callMethod(LambdaLogger.class, "log", String.class)
          .because("only metrics have no level: CloudWatch parses a line that is JSON as a whole");

  /**
   * Classes that may write directly to a terminal: the entry points of the tools, and child
   * processes that talk to their parent.
   */
  private static final Set<String> PRINTERS =
      Set.of("Fanfare", "DemoCommand", "LoadWorkerMain", "EdgeMain", "FunctionOutput");

  @ArchTest
  static final ArchRule TERMINALS_GET_PRINTABLE_TEXT =
      noClasses()
          .that(not(named(PRINTERS)).and(not(Parts.BENCH)))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("commands write to picocli's writers, which are TerminalWriters");

  @ArchTest
  static final ArchRule SERVERS_ARE_MADE_IN_ONE_PLACE =
      noClasses()
          .that(not(simpleName("LoopbackHttp")))
          .should(use(HttpServer.class, "create"))
          .because("every server of ours listens on the loopback address and drops slow requests");

  @ArchTest
  static final ArchRule NO_NAME_SAYS_NOTHING =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Manager|Impl|Helper|Common|Misc)(\\$.*)?")
          .orShould()
          .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..")
          .because("a class without a better name does not do one thing");

  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return DescribedPredicate.describe(
        "named " + names, type -> names.contains(Parts.outermost(type).getSimpleName()));
  }

  /** A call, or a reference such as {@code Thread::sleep}. */
  private static ArchCondition<JavaClass> use(Class<?> owner, String method) {
    return new ArchCondition<>("use " + owner.getSimpleName() + "." + method) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream.concat(
                type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
            .filter(use -> uses(use, owner, method))
            .forEach(use -> events.add(SimpleConditionEvent.satisfied(use, use.getDescription())));
      }
    };
  }

  private static boolean uses(JavaCodeUnitAccess<?> use, Class<?> owner, String method) {
    return use.getTargetOwner().isEquivalentTo(owner) && use.getTarget().getName().equals(method);
  }
}
