package dev.fanfare.tests.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Sibling packages must not form a cycle. The rule ignores the parent package, which holds what the
 * siblings share and the code that wires them together.
 */
@AnalyzeClasses(packages = "dev.fanfare", importOptions = DoNotIncludeTests.class)
class CyclesTest {

  @ArchTest static final ArchRule PARTS = freeOfCycles("dev.fanfare.(*)..");

  @ArchTest static final ArchRule LOCAL = freeOfCycles("dev.fanfare.local.(*)..");

  @ArchTest
  static final ArchRule STEP_FUNCTIONS = freeOfCycles("dev.fanfare.local.stepfunctions.(*)..");

  @ArchTest static final ArchRule LAMBDA = freeOfCycles("dev.fanfare.local.lambda.(*)..");

  @ArchTest static final ArchRule API_GATEWAY = freeOfCycles("dev.fanfare.local.apigateway.(*)..");

  @ArchTest static final ArchRule CLI = freeOfCycles("dev.fanfare.cli.(*)..");

  @ArchTest static final ArchRule DEVTOOLS = freeOfCycles("dev.fanfare.devtools.(*)..");

  @ArchTest static final ArchRule SOCKETS = freeOfCycles("dev.fanfare.sockets.(*)..");

  @ArchTest static final ArchRule CHANNELS = freeOfCycles("dev.fanfare.channels.(*)..");

  private static ArchRule freeOfCycles(String packages) {
    return slices()
        .matching(packages)
        .should()
        .beFreeOfCycles()
        .because("packages in a cycle are really one package that is hard to read");
  }
}
